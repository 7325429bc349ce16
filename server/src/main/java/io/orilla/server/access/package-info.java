/** Who asks, what they may do, and what they did. */
@NullMarked
package io.orilla.server.access;

import org.jspecify.annotations.NullMarked;
