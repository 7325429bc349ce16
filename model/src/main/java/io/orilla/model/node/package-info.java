/** How a box becomes a node. */
@NullMarked
package io.orilla.model.node;

import org.jspecify.annotations.NullMarked;
