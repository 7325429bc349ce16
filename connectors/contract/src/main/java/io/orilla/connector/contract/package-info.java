/** The tests that every connector passes, with what they need: a network that fails at will. */
@NullMarked
package io.orilla.connector.contract;

import org.jspecify.annotations.NullMarked;
