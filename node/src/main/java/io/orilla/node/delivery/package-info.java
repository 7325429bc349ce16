/** How journalled records reach the server. */
@NullMarked
package io.orilla.node.delivery;

import org.jspecify.annotations.NullMarked;
