package io.orilla.model.content;

import java.time.Instant;

/**
 * Points in time as whole microseconds since 1970 in UTC: how samples, rows and records carry them.
 */
public final class Micros {
  public static final long PER_SECOND = 1_000_000;

  private Micros() {}

  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1_000);
  }

  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), 1_000 * Math.floorMod(micros, PER_SECOND));
  }
}
