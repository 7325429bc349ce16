package io.orilla.connector.mqtt;

/**
 * What came from a broker.
 *
 * @param retained whether the broker kept it from before
 * @param acknowledge tells the broker that it need not send it again
 */
public record Message(String topic, byte[] payload, boolean retained, Runnable acknowledge) {}
