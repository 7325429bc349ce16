package io.orilla.server.overview;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Counts what happens, second by second, over the last five minutes. Thread-safe. */
final class Pace {
  private static final int SECONDS = 300;

  private final long[] counts = new long[SECONDS];
  private final InstantSource clock;
  private long newest;

  Pace(InstantSource clock) {
    this.clock = clock;
    this.newest = clock.instant().getEpochSecond();
  }

  synchronized void add(long count) {
    advance();
    counts[slot(newest)] += count;
  }

  /** Forgets the seconds that went by without a call. */
  private void advance() {
    long now = Math.max(newest, clock.instant().getEpochSecond());
    for (long second = Math.max(newest + 1, now - SECONDS + 1); second <= now; second++) {
      counts[slot(second)] = 0;
    }
    newest = now;
  }

  /** How many a second, over the last whole seconds. */
  synchronized double perSecond(Duration over) {
    advance();
    return mean(newest - over.toSeconds(), newest);
  }

  /** How many a second in each of so many equal parts of the five minutes, oldest first. */
  synchronized List<Double> trend(int parts) {
    advance();
    int width = SECONDS / parts;
    List<Double> trend = new ArrayList<>();
    for (long from = newest - (long) parts * width; from < newest; from += width) {
      trend.add(mean(from, from + width));
    }
    return trend;
  }

  /** The mean over {@code [from, to)}; the second that runs is not over yet. */
  private double mean(long from, long to) {
    long sum = 0;
    for (long second = Math.max(from, newest - SECONDS + 1); second < to; second++) {
      sum += counts[slot(second)];
    }
    return (double) sum / (to - from);
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, SECONDS);
  }
}
