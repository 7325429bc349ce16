/** Bundles on their way to the nodes that run them. */
@NullMarked
package io.orilla.server.blob;

import org.jspecify.annotations.NullMarked;
