package io.orilla.demo.bench.fault.scene;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock, set wrong by as much as somebody says. Thread-safe. */
final class MovedClock implements InstantSource {
  private volatile Duration wrong = Duration.ZERO;

  void moveBy(Duration offset) {
    wrong = offset;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(wrong);
  }
}
