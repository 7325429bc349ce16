/** A whole node in tests. */
@NullMarked
package io.orilla.node;

import org.jspecify.annotations.NullMarked;
