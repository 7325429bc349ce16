/** Devices of other protocols than the plant's, for trying connectors out. */
@NullMarked
package io.orilla.demo.device;

import org.jspecify.annotations.NullMarked;
