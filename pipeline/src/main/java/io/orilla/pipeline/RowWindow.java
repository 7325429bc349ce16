package io.orilla.pipeline;

import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.content.Micros;
import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.prediction.Prediction.Cause;
import io.orilla.model.signal.Quality;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last rows of an asset, from which windows for models are cut. It keeps as many as the longest
 * window may have, whatever models there are now, so that a window does not depend on which model
 * ran before. Not thread-safe.
 */
public final class RowWindow {
  private final List<String> names;
  private final long grid;
  private final int columns;
  private int capacity = 16;
  private long[] times = new long[capacity];
  private @Nullable String[] rules = new @Nullable String[capacity];
  private float[] values;
  private CellState[] states;
  private long added;

  public RowWindow(Preparation preparation) {
    this.names = preparation.names();
    this.grid = Evaluator.micros(preparation.clean().grid());
    this.columns = names.size();
    this.values = new float[capacity * columns];
    this.states = new CellState[capacity * columns];
  }

  /** Takes in the next row, also one that was set aside. */
  public void add(Row row) {
    if (added == capacity && capacity < ModelSignature.MAX_ROWS) {
      grow();
    }
    int slot = slot(added++);
    times[slot] = row.time();
    rules[slot] = row.rule();
    for (int column = 0; column < columns; column++) {
      values[slot * columns + column] = row.missing(column) ? 0 : (float) row.value(column);
      states[slot * columns + column] = row.state(column);
    }
  }

  /**
   * The window of the last {@code rows} rows. The reason of an unfit one is its latest defect.
   *
   * @throws OrillaException when no row was added yet, or {@code rows} is out of range
   */
  public WindowCut cut(int rows) {
    if (added == 0 || rows < 1 || rows > ModelSignature.MAX_ROWS) {
      throw OrillaException.invalid(
          "a window of " + rows + " rows cannot be cut from " + added + " rows");
    }
    long to = times[slot(added - 1)];
    Prediction.Window window = new Prediction.Window(to - (rows - 1) * grid, to, rows);
    Prediction.Reason defect = latestDefect(rows);
    return defect == null ? fit(window) : new WindowCut.Unfit(window, defect);
  }

  private Prediction.@Nullable Reason latestDefect(int rows) {
    for (long index = added - 1; index >= Math.max(0, added - rows); index--) {
      Prediction.Reason defect = defectOf(slot(index));
      if (defect != null) {
        return defect;
      }
      if (index > added - rows && index > 0 && !follows(index)) {
        return new Prediction.Reason(
            Cause.GAP, "no rows between " + text(slot(index - 1)) + " and " + text(slot(index)));
      }
    }
    if (added < rows) {
      return new Prediction.Reason(Cause.WARMING_UP, added + " of " + rows + " rows");
    }
    return null;
  }

  private Prediction.@Nullable Reason defectOf(int slot) {
    if (rules[slot] != null) {
      return new Prediction.Reason(Cause.SET_ASIDE, rules[slot] + " at " + text(slot));
    }
    for (int column = 0; column < columns; column++) {
      if (states[slot * columns + column] == CellState.MISSING) {
        return new Prediction.Reason(Cause.MISSING, names.get(column) + " at " + text(slot));
      }
    }
    return null;
  }

  private boolean follows(long index) {
    return times[slot(index)] - times[slot(index - 1)] == grid;
  }

  private WindowCut fit(Prediction.Window window) {
    int cells = window.rows() * columns;
    float[] cut = new float[cells];
    boolean[] mask = new boolean[cells];
    Arrays.fill(mask, true);
    Quality quality = Quality.GOOD;
    for (int row = 0; row < window.rows(); row++) {
      int from = slot(added - window.rows() + row) * columns;
      System.arraycopy(values, from, cut, row * columns, columns);
      for (int cell = from; cell < from + columns; cell++) {
        quality = states[cell] == CellState.GOOD ? quality : Quality.UNCERTAIN;
      }
    }
    return new WindowCut.Fit(window, new WindowTensor(window.rows(), columns, cut, mask), quality);
  }

  private int slot(long index) {
    return (int) (index % capacity);
  }

  private String text(int slot) {
    return Micros.instant(times[slot]).toString();
  }

  /** Only while nothing was overwritten, so that slots stay where they are. */
  private void grow() {
    capacity = Math.min(2 * capacity, ModelSignature.MAX_ROWS);
    times = Arrays.copyOf(times, capacity);
    rules = Arrays.copyOf(rules, capacity);
    values = Arrays.copyOf(values, capacity * columns);
    states = Arrays.copyOf(states, capacity * columns);
  }
}
