/** Reads the memory of Siemens S7 controllers, by the protocol that all of them speak. */
@NullMarked
package io.orilla.connector.s7;

import org.jspecify.annotations.NullMarked;
