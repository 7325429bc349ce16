package io.orilla.connector.peer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: 0.2 s, doubled up to 5 s, each less up to a third. */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final RandomGenerator random;
  private Duration next = FIRST;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  public void reset() {
    next = FIRST;
  }

  public Duration next() {
    long full = next.toMillis();
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return Duration.ofMillis(full - random.nextLong(full / 3));
  }
}
