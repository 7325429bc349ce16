package io.orilla.demo.plant;

import io.orilla.model.error.OrillaException;
import org.jspecify.annotations.Nullable;

/**
 * How fast rows go out.
 *
 * @param rowsPerSecond 0 holds
 * @param untilRow how many rows may go out before it holds by itself; absent for all
 */
record Pace(double rowsPerSecond, @Nullable Integer untilRow) {
  private static final double FASTEST = 1_000;

  Pace {
    if (!(rowsPerSecond >= 0 && rowsPerSecond <= FASTEST)) {
      throw OrillaException.invalid(
          "rowsPerSecond " + rowsPerSecond + " must lie in [0, " + FASTEST + "]");
    }
  }

  static Pace of(double rowsPerSecond) {
    return new Pace(rowsPerSecond, null);
  }

  /** Whether the row with this number, from 0, may go out. */
  boolean reaches(int row) {
    return rowsPerSecond > 0 && (untilRow == null || row < untilRow);
  }

  long nanosPerRow() {
    return Math.round(1e9 / rowsPerSecond);
  }
}
