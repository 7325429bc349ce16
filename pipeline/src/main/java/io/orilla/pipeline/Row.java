package io.orilla.pipeline;

import io.orilla.model.signal.Quality;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One closed row of an asset: for each column of the preparation the last value at or before {@code
 * time}. Immutable; equal when all bits are.
 */
public final class Row {
  private final long time;
  private final double[] values;
  private final CellState[] states;
  private final @Nullable String rule;

  Row(long time, double[] values, CellState[] states, @Nullable String rule) {
    this.time = time;
    this.values = values;
    this.states = states;
    this.rule = rule;
  }

  /**
   * A row read back from a prepared table, where rows that were set aside are not.
   *
   * @param values NaN where a value is missing
   * @param held bit {@code i} is set when column {@code i} was held, as {@link #heldMask} gives it
   */
  public static Row prepared(long time, double[] values, int held) {
    CellState[] states = new CellState[values.length];
    for (int column = 0; column < values.length; column++) {
      boolean holds = column < Integer.SIZE && (held & 1 << column) != 0;
      states[column] =
          Double.isNaN(values[column])
              ? CellState.MISSING
              : holds ? CellState.HELD : CellState.GOOD;
    }
    return new Row(time, values.clone(), states, null);
  }

  /** A whole multiple of the grid, µs UTC. */
  public long time() {
    return time;
  }

  public int columns() {
    return values.length;
  }

  /** In the signal's unit; NaN when missing. */
  public double value(int column) {
    return values[column];
  }

  public CellState state(int column) {
    return states[column];
  }

  public boolean missing(int column) {
    return states[column] == CellState.MISSING;
  }

  /** The id of the rule that set the row aside; absent when it is fit for use. */
  public @Nullable String rule() {
    return rule;
  }

  /** GOOD when every cell is; a row that was set aside is BAD. */
  public Quality quality() {
    if (rule != null) {
      return Quality.BAD;
    }
    for (CellState state : states) {
      if (state != CellState.GOOD) {
        return Quality.UNCERTAIN;
      }
    }
    return Quality.GOOD;
  }

  /** Bit {@code i} is set when column {@code i} is held; columns from 32 on have none. */
  public int heldMask() {
    int mask = 0;
    for (int column = 0; column < Math.min(Integer.SIZE, states.length); column++) {
      mask |= states[column] == CellState.HELD ? 1 << column : 0;
    }
    return mask;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row
        && time == row.time
        && Arrays.equals(values, row.values)
        && Arrays.equals(states, row.states)
        && Objects.equals(rule, row.rule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(time, Arrays.hashCode(values), Arrays.hashCode(states), rule);
  }

  @Override
  public String toString() {
    return time + Arrays.toString(values) + Arrays.toString(states) + (rule == null ? "" : rule);
  }
}
