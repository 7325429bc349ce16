package io.orilla.server.record;

import io.orilla.lake.table.Condition;
import io.orilla.model.error.OrillaException;

/** A stretch of time, {@code from} inclusive, {@code to} exclusive, µs UTC. */
public record TimeRange(long from, long to) {
  /** From year 1 to year 9999: more than any store has to hold. */
  public static final TimeRange ALL =
      new TimeRange(-62_135_596_800_000_000L, 253_402_300_800_000_000L);

  public TimeRange {
    if (from >= to) {
      throw OrillaException.invalid("the range is empty: from must lie before to");
    }
  }

  public boolean contains(long time) {
    return from <= time && time < to;
  }

  /** Whether anything of {@code [other, end]} lies within. */
  public boolean touches(long other, long end) {
    return other < to && from <= end;
  }

  Condition of(String column) {
    return new Condition.Within(column, from, to);
  }
}
