package io.orilla.node.delivery;

/** What became of a batch of journal records. */
sealed interface Outcome {
  /** Durably stored: the node may forget everything up to {@code through}. */
  record Accepted(long through) implements Outcome {}

  /** The server waits for an earlier record; nothing of the batch was stored. */
  record Expected(long sequence, String message) implements Outcome {}

  /** The server does not know what the batch leans on; nothing of it was stored. */
  record Unfounded() implements Outcome {}

  /** The server holds other records under these numbers: the epoch must end. */
  record EpochConflict(String message) implements Outcome {}

  /** The server answered that it cannot or will not take the batch now. */
  record Refused(String message) implements Outcome {}

  /** No answer came: the same bytes must be sent again under the same numbers. */
  record Unknown(String message) implements Outcome {}
}
