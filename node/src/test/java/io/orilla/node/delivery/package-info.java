/** Delivery in tests. */
@NullMarked
package io.orilla.node.delivery;

import org.jspecify.annotations.NullMarked;
