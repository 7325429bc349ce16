/** The SPI between a node and the protocols of a plant. */
@NullMarked
package io.orilla.model.connector;

import org.jspecify.annotations.NullMarked;
