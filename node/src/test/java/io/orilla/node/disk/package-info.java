/** A disk that fails when told, and what every disk does. */
@NullMarked
package io.orilla.node.disk;

import org.jspecify.annotations.NullMarked;
