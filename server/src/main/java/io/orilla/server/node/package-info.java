/** How a box becomes a node, and who may speak as one. */
@NullMarked
package io.orilla.server.node;

import org.jspecify.annotations.NullMarked;
