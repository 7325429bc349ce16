package io.orilla.connector.mqtt;

/**
 * What a client publishes, or leaves with the broker to be published when it is lost.
 *
 * @param retained whether the broker keeps it for those who ask later
 */
public record Publication(String topic, byte[] payload, int qos, boolean retained) {}
