package io.orilla.node.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);
  private final InstantSource steady = new SteadyTime(clock::get);

  @Test
  void beginsWithTheClock() {
    assertThat(steady.instant()).isBetween(NOON, NOON.plus(Duration.ofMinutes(1)));
  }

  @Test
  void goesOnWhenTheClockIsSetBack() {
    Instant before = steady.instant();
    clock.set(NOON.minus(Duration.ofDays(3650)));
    assertThat(steady.instant()).isBetween(before, NOON.plus(Duration.ofMinutes(1)));
  }
}
