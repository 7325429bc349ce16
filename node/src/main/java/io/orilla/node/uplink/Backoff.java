package io.orilla.node.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: doubling, with jitter, up to a limit. Not thread-safe. */
public final class Backoff {
  private final Duration first;
  private final Duration limit;
  private final RandomGenerator random;
  private int failures;

  public Backoff(Duration first, Duration limit, RandomGenerator random) {
    this.first = first;
    this.limit = limit;
    this.random = random;
  }

  /** The wait after one more failure: between half and all of what the count of them asks for. */
  public Duration next() {
    long nanos = first.toNanos() << Math.min(failures++, 20);
    long bounded = Math.min(nanos, limit.toNanos());
    return Duration.ofNanos(random.nextLong(bounded / 2, bounded + 1));
  }

  public void succeeded() {
    failures = 0;
  }
}
