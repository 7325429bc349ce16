package io.orilla.model.content;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Points in time as whole microseconds since 1970 in UTC: how samples, rows and records carry them.
 */
public final class Micros {
  public static final long PER_SECOND = 1_000_000;

  private Micros() {}

  public static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
