package io.orilla.node.delivery;

import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What may still go over the link. Spent bytes are remembered across a restart, but for those of
 * the last minute before a kill. Not thread-safe.
 */
final class LinkBudget {
  private static final Duration SAVED_EVERY = Duration.ofMinutes(1);

  private final LinkSettings settings;
  private final Note<Spent> note;
  private final InstantSource clock;
  private final LongSupplier carried;
  private Spent spent;
  private long counted;
  private Instant savedAt;
  private Instant notBefore = Instant.MIN;

  /** Bytes in the hour and in the day that began then. */
  private record Spent(Instant hour, long inHour, Instant day, long inDay) {
    static final Spent NOTHING = new Spent(Instant.EPOCH, 0, Instant.EPOCH, 0);

    Spent at(Instant now) {
      Instant thisHour = now.truncatedTo(ChronoUnit.HOURS);
      Instant thisDay = now.truncatedTo(ChronoUnit.DAYS);
      return new Spent(
          thisHour, thisHour.equals(hour) ? inHour : 0, thisDay, thisDay.equals(day) ? inDay : 0);
    }

    Spent and(long bytes) {
      return new Spent(hour, inHour + bytes, day, inDay + bytes);
    }
  }

  /**
   * @param carried all bytes up and down since the agent started
   */
  LinkBudget(
      LinkSettings settings, Documents documents, InstantSource clock, LongSupplier carried) {
    this.settings = settings;
    this.note = documents.note("link", Spent.class, "what is spent of the link's budget");
    this.clock = clock;
    this.carried = carried;
    this.savedAt = clock.instant();
    this.counted = carried.getAsLong();
    this.spent = note.read().orElse(Spent.NOTHING).at(savedAt);
  }

  /** Why nothing may be sent now, if that is so: the rate holds for all lanes. */
  Optional<Wait> pause() {
    return clock.instant().isBefore(notBefore)
        ? Optional.of(
            new Wait(
                "the link carries %d bytes a second".formatted(settings.bytesPerSecond()),
                notBefore))
        : Optional.empty();
  }

  /** Why a batch of a lane must wait, if it must. */
  Optional<Wait> refuses(Lane lane, int bytes) {
    count();
    return over(lane, bytes, spent.inHour(), settings.bytesPerHour(), "hour")
        .map(reason -> new Wait(reason, spent.hour().plus(1, ChronoUnit.HOURS)))
        .or(
            () ->
                over(lane, bytes, spent.inDay(), settings.bytesPerDay(), "day")
                    .map(reason -> new Wait(reason, spent.day().plus(1, ChronoUnit.DAYS))));
  }

  private static Optional<String> over(
      Lane lane, int bytes, long spent, long budget, String period) {
    if (budget == 0 || spent + bytes <= budget / 100 * share(lane)) {
      return Optional.empty();
    }
    return Optional.of(
        "%d of %d bytes of this %s are spent, and a batch has %d"
            .formatted(spent, budget, period, bytes));
  }

  /** Of a budget in percent: what is less urgent leaves something to what is more. */
  private static int share(Lane lane) {
    return switch (lane) {
      case EVENTS -> 100;
      case PREDICTIONS -> 95;
      case SIGNALS -> 85;
    };
  }

  /** Notes that a batch was sent, and keeps to the rate. */
  void sent(int bytes) {
    Instant now = count();
    if (settings.bytesPerSecond() > 0) {
      long micros = bytes * 1_000_000L / settings.bytesPerSecond();
      notBefore = now.plus(micros, ChronoUnit.MICROS);
    }
    if (Duration.between(savedAt, now).compareTo(SAVED_EVERY) >= 0) {
      save();
    }
  }

  private Instant count() {
    Instant now = clock.instant();
    long all = carried.getAsLong();
    spent = spent.at(now).and(all - counted);
    counted = all;
    return now;
  }

  /** Makes what is spent durable, where there is a budget. */
  void save() {
    savedAt = count();
    if (settings.limitsBytes()) {
      note.write(spent);
    }
  }
}
