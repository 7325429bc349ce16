package io.orilla.node.clock;

import java.time.Instant;
import java.time.InstantSource;

/** For waits: the time of a clock as it was at first; however it is set since, this goes on. */
public final class SteadyTime implements InstantSource {
  private final Instant first;
  private final long began = System.nanoTime();

  public SteadyTime(InstantSource clock) {
    this.first = clock.instant();
  }

  @Override
  public Instant instant() {
    return first.plusNanos(System.nanoTime() - began);
  }
}
