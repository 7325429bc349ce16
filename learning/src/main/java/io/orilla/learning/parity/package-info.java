/** The gate between a trainer and its exported graph. */
@NullMarked
package io.orilla.learning.parity;

import org.jspecify.annotations.NullMarked;
