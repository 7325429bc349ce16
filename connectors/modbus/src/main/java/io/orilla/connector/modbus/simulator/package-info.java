/** A Modbus device to try things with. */
@NullMarked
package io.orilla.connector.modbus.simulator;

import org.jspecify.annotations.NullMarked;
