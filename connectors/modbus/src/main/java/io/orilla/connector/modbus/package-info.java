/** Reads Modbus devices (Modbus Application Protocol 1.1b3) by polling. */
@NullMarked
package io.orilla.connector.modbus;

import org.jspecify.annotations.NullMarked;
