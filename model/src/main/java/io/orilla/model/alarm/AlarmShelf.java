package io.orilla.model.alarm;

import io.orilla.model.error.OrillaException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That an alarm is put aside for a while (shelved, ISA-18.2): it moves on, and nobody is told.
 *
 * @param by who put it there
 * @param until when it comes back by itself, µs UTC
 * @param endedBy who took it back; absent while it lies there, {@link #TIME} when that was over
 */
public record AlarmShelf(String by, String reason, long until, @Nullable String endedBy) {
  /** The longest that an alarm is shelved at once. */
  public static final Duration LONGEST = Duration.ofDays(1);

  public static final String TIME = "its time was over";

  private static final int LONGEST_REASON = 500;

  public AlarmShelf {
    checkReason(reason);
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT
   */
  public static void checkReason(String reason) {
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw OrillaException.invalid(
          "say why the alarm is shelved, in 1 to %d characters".formatted(LONGEST_REASON));
    }
  }

  public boolean lasts() {
    return endedBy == null;
  }

  public AlarmShelf ended(String who) {
    return new AlarmShelf(by, reason, until, who);
  }
}
