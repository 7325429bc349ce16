/** Register maps as makers publish them, as the signals of a source. */
@NullMarked
package io.orilla.connector.modbus.map;

import org.jspecify.annotations.NullMarked;
