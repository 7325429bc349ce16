/** An OPC UA server whose values are told to it, for demonstrations and tests. */
@NullMarked
package io.orilla.connector.opcua.simulator;

import org.jspecify.annotations.NullMarked;
