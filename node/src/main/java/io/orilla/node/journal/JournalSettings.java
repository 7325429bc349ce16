package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How a journal uses the disk.
 *
 * @param segmentBytes a segment that reached this size is sealed and the next one begun
 * @param urgentSync how long an event or a prediction may stay unsynced; by default the disk is
 *     left 10 ms to have it durable after 50
 * @param signalsSync how long a sample may: longer, as flash wears
 * @param budgets what each lane may use
 * @param heldBytes of a lane that are kept in memory while they are not durable; while the disk
 *     fails, what is over it is dropped
 * @param retry how long after a failure of the disk it is tried again
 * @param unreadable after how long a part of the disk that answers with errors counts as damaged
 */
public record JournalSettings(
    int segmentBytes,
    Duration urgentSync,
    Duration signalsSync,
    Map<Lane, LaneBudget> budgets,
    long heldBytes,
    Duration retry,
    Duration unreadable) {
  private static final Duration AGE = Duration.ofDays(90);

  public static final JournalSettings DEFAULT =
      new JournalSettings(8 << 20, Duration.ofMillis(40), Duration.ofSeconds(1), 256L << 20);

  public JournalSettings {
    budgets = new EnumMap<>(budgets);
    budgets.forEach(JournalSettings::requireSamplesToThin);
  }

  private static void requireSamplesToThin(Lane lane, LaneBudget budget) {
    if (budget.policy() == DropPolicy.THIN && lane != Lane.SIGNALS) {
      throw OrillaException.invalid(
          "only signals can be thinned out: the policy of the %s lane is DROP_OLDEST or REFUSE"
              .formatted(lane.text()));
    }
  }

  /** With the usual budgets, but for bytes of delivered records, of all lanes together. */
  public JournalSettings(
      int segmentBytes, Duration urgentSync, Duration signalsSync, long history) {
    this(
        segmentBytes,
        urgentSync,
        signalsSync,
        Map.of(
            Lane.EVENTS, new LaneBudget(256L << 20, history / 16, AGE, DropPolicy.DROP_OLDEST),
            Lane.PREDICTIONS, new LaneBudget(512L << 20, history / 4, AGE, DropPolicy.DROP_OLDEST),
            Lane.SIGNALS,
                new LaneBudget(
                    2L << 30, history - history / 16 - history / 4, AGE, DropPolicy.DROP_OLDEST)),
        4 << 20,
        Duration.ofSeconds(1),
        Duration.ofMinutes(10));
  }

  public JournalSettings withBudget(Lane lane, LaneBudget budget) {
    Map<Lane, LaneBudget> changed = new EnumMap<>(budgets);
    changed.put(lane, budget);
    return new JournalSettings(
        segmentBytes, urgentSync, signalsSync, changed, heldBytes, retry, unreadable);
  }

  /** For a disk that fails: what is held of a lane meanwhile, and when it is tried again. */
  public JournalSettings withFailures(long heldBytes, Duration retry, Duration unreadable) {
    return new JournalSettings(
        segmentBytes, urgentSync, signalsSync, budgets, heldBytes, retry, unreadable);
  }

  LaneBudget budget(Lane lane) {
    return Objects.requireNonNull(budgets.get(lane), lane::text);
  }

  Duration syncDelay(Lane lane) {
    return switch (lane) {
      case EVENTS, PREDICTIONS -> urgentSync;
      case SIGNALS -> signalsSync;
    };
  }
}
