package io.orilla.connector.peer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: 0.2 s, doubled up to 5 s, each less up to a third. Up
 * to a minute for who was refused: wrong passwords add up to a locked account.
 */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REFUSED = Duration.ofMinutes(1);

  private final RandomGenerator random;
  private Duration next = FIRST;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  public void reset() {
    next = FIRST;
  }

  public Duration next() {
    return next(LONGEST);
  }

  /** After the peer knew who came and did not let him in. */
  public Duration nextRefused() {
    return next(LONGEST_REFUSED);
  }

  private Duration next(Duration longest) {
    long full = Math.min(next.toMillis(), longest.toMillis());
    next = Duration.ofMillis(Math.min(2 * full, longest.toMillis()));
    return Duration.ofMillis(full - random.nextLong(full / 3));
  }
}
