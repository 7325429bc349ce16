/** An S7 controller to try things with. */
@NullMarked
package io.orilla.connector.s7.simulator;

import org.jspecify.annotations.NullMarked;
