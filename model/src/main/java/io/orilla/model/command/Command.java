package io.orilla.model.command;

import java.time.Instant;

/**
 * Something that a node is to do once.
 *
 * @param deadline after which it must not begin
 * @param issuedBy the name of who gave it, for people
 */
public record Command(
    CommandId id, Instant issuedAt, Instant deadline, String issuedBy, Action action) {}
