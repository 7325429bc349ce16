package io.orilla.node.journal;

import io.orilla.model.journal.Lane;
import java.time.Duration;

/**
 * How a journal uses the disk.
 *
 * @param segmentBytes a segment that reached this size is sealed and the next one begun
 * @param urgentSync how long an event or a prediction may stay unsynced
 * @param signalsSync how long a sample may: longer, as flash wears
 * @param history bytes of delivered records that are kept, all lanes together
 */
public record JournalSettings(
    int segmentBytes, Duration urgentSync, Duration signalsSync, long history) {
  public static final JournalSettings DEFAULT =
      new JournalSettings(8 << 20, Duration.ofMillis(50), Duration.ofSeconds(1), 256L << 20);

  Duration syncDelay(Lane lane) {
    return switch (lane) {
      case EVENTS, PREDICTIONS -> urgentSync;
      case SIGNALS -> signalsSync;
    };
  }

  /** The lane's part of the history: samples are what is asked for again. */
  long history(Lane lane) {
    return switch (lane) {
      case EVENTS -> history / 16;
      case PREDICTIONS -> history / 4;
      case SIGNALS -> history - history / 16 - history / 4;
    };
  }
}
