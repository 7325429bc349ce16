package io.orilla.model.journal;

/**
 * The server's answer to a batch: it holds this lane durably up to and including {@code through}.
 */
public record JournalReceipt(JournalEpoch epoch, Lane lane, long through) {}
