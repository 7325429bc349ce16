package io.orilla.node.workload;

import io.orilla.model.content.DurationText;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A shadow's pace: windows are left out while it has used up its share of a core, or is behind. A
 * stretch of left-out windows ends when none was for a while, and is told of then, or every ten
 * minutes while it lasts.
 */
final class ShadowPace implements Pace {
  private static final Duration TOLD_EVERY = Duration.ofMinutes(10);

  private final ShadowBudget budget;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Listener listener;
  private long credit;
  private long creditedAt;
  private @Nullable Stretch stretch;
  private volatile Skipped total = Skipped.NONE;

  /** Windows left out with none, or few, in between. */
  private record Stretch(
      ObjectName workload, Skipped windows, String reason, long beganAt, long lastAt) {}

  /** Who is told of a stretch. */
  interface Listener {
    void skipped(ObjectName workload, Skipped windows, String reason);
  }

  /**
   * @param nanos a time that no clock moves
   */
  ShadowPace(ShadowBudget budget, LongSupplier nanos, InstantSource clock, Listener listener) {
    this.budget = budget;
    this.nanos = nanos;
    this.clock = clock;
    this.listener = listener;
    this.credit = budget.mostNanos();
    this.creditedAt = nanos.getAsLong();
  }

  @Override
  public boolean takes(long windowEnd, long arrivalTime, ObjectName workload) {
    long now = nanos.getAsLong();
    endStretchIfDue(now);
    earn(now);
    if (Micros.of(clock.instant()) - arrivalTime > budget.behind().toNanos() / 1_000) {
      skip(workload, windowEnd, now, "it is more than " + text(budget.behind()) + " behind");
      return false;
    }
    if (credit <= 0) {
      skip(workload, windowEnd, now, share());
      return false;
    }
    return true;
  }

  private String share() {
    return "it used up its %d %% of a core within %s"
        .formatted(Math.round(100 * budget.share()), text(budget.over()));
  }

  private void earn(long now) {
    credit = Math.min(budget.mostNanos(), credit + (long) (budget.share() * (now - creditedAt)));
    creditedAt = now;
  }

  @Override
  public void took(Duration time) {
    credit -= time.toNanos();
  }

  private void skip(ObjectName workload, long windowEnd, long now, String reason) {
    total = total.and(windowEnd);
    Stretch before = stretch;
    stretch =
        before == null
            ? new Stretch(workload, Skipped.NONE.and(windowEnd), reason, now, now)
            : new Stretch(workload, before.windows().and(windowEnd), reason, before.beganAt(), now);
  }

  private void endStretchIfDue(long now) {
    Stretch current = stretch;
    if (current != null
        && (now - current.lastAt() > budget.over().toNanos()
            || now - current.beganAt() > TOLD_EVERY.toNanos())) {
      end();
    }
  }

  @Override
  public Skipped skipped() {
    return total;
  }

  @Override
  public void end() {
    Stretch current = stretch;
    stretch = null;
    if (current != null) {
      listener.skipped(current.workload(), current.windows(), current.reason());
    }
  }

  private static String text(Duration duration) {
    return DurationText.format(duration);
  }
}
