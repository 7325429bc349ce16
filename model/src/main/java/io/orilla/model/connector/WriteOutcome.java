package io.orilla.model.connector;

import io.orilla.model.signal.Value;

/** What became of a write. */
public sealed interface WriteOutcome {
  /**
   * The peer says that it was done.
   *
   * @param written the value in the form that the address has, as reading it gives it
   */
  record Done(Value written) implements WriteOutcome {}

  /** Nothing was written. */
  record NotDone(String reason) implements WriteOutcome {}

  /**
   * It may have been written or not: it must not be written again before that is known.
   *
   * @param written as for {@link Done}, if it was
   */
  record Unknown(Value written, String reason) implements WriteOutcome {}
}
