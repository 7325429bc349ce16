package io.orilla.server.overview;

import java.util.Arrays;
import java.util.OptionalLong;

/** The latest latencies, for their quantiles. Thread-safe. */
final class Latencies {
  private static final int KEPT = 2_000;

  private final long[] latest = new long[KEPT];
  private long count;

  synchronized void add(long micros) {
    latest[(int) (count++ % KEPT)] = micros;
  }

  /** The smallest that at least this share of them does not exceed, µs; nothing without any. */
  synchronized OptionalLong quantile(double share) {
    int size = (int) Math.min(count, KEPT);
    if (size == 0) {
      return OptionalLong.empty();
    }
    long[] sorted = Arrays.copyOf(latest, size);
    Arrays.sort(sorted);
    return OptionalLong.of(sorted[Math.max(0, (int) Math.ceil(share * size) - 1)]);
  }
}
