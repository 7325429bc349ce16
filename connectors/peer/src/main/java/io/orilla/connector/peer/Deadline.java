package io.orilla.connector.peer;

import java.time.Duration;

/** Until when something may be done. */
public record Deadline(long nanos) {
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left; nothing or less when it is past. */
  public Duration left() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }

  public boolean isPast() {
    return !left().isPositive();
  }

  /** What is left, or less. */
  public Duration left(Duration atMost) {
    Duration left = left();
    return left.compareTo(atMost) < 0 ? left : atMost;
  }
}
