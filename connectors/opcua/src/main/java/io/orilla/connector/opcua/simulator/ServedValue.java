package io.orilla.connector.opcua.simulator;

import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * One value of a node.
 *
 * @param node the node's identifier, as {@code loop1/pressure}
 * @param sourceTime µs UTC
 * @param statusCode raw, 32 bits unsigned
 */
public record ServedValue(String node, Variant value, long sourceTime, long statusCode) {}
