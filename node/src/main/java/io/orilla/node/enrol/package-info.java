/** How a box becomes a node, and how both sides know each other from then on. */
@NullMarked
package io.orilla.node.enrol;

import org.jspecify.annotations.NullMarked;
