/** Desired states in tests: signed, stale, forged. */
@NullMarked
package io.orilla.node.state;

import org.jspecify.annotations.NullMarked;
