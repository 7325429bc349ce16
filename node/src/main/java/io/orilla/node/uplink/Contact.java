package io.orilla.node.uplink;

import java.time.Instant;

/**
 * How it stands with the server.
 *
 * @param connected whether the last request was answered
 * @param since when that began
 * @param reason what is known of why
 */
public record Contact(boolean connected, Instant since, String reason) {}
