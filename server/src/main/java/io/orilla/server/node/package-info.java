/** The fleet: how a box becomes a node, who may speak, and what nodes say of themselves. */
@NullMarked
package io.orilla.server.node;

import org.jspecify.annotations.NullMarked;
