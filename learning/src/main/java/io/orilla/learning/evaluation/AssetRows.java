package io.orilla.learning.evaluation;

import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.RowWindow;
import io.orilla.pipeline.WindowCut;
import io.orilla.pipeline.WindowTensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The prepared rows of one asset in order of time, with what was really so at each.
 *
 * @param truths one for each row
 */
public record AssetRows(
    AssetName asset, Preparation preparation, List<Row> rows, List<Truth> truths) {
  public AssetRows {
    rows = List.copyOf(rows);
    truths = List.copyOf(truths);
    if (rows.size() != truths.size()) {
      throw OrillaException.invalid(
          asset + " has " + rows.size() + " rows and " + truths.size() + " truths");
    }
  }

  /**
   * The first {@code count} rows as a trainer takes them: {@code [row][signal]}, NaN where a value
   * is missing, and a row of NaN where rows do not follow each other on the grid.
   */
  public double[][] training(int count) {
    long grid = preparation.clean().grid().dividedBy(Duration.ofNanos(1_000));
    List<double[]> training = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i > 0 && rows.get(i).time() - rows.get(i - 1).time() != grid) {
        training.add(nothing());
      }
      training.add(values(rows.get(i)));
    }
    return training.toArray(double[][]::new);
  }

  private double[] nothing() {
    double[] nothing = new double[preparation.signals().size()];
    Arrays.fill(nothing, Double.NaN);
    return nothing;
  }

  private static double[] values(Row row) {
    double[] values = new double[row.columns()];
    Arrays.setAll(values, row::value);
    return values;
  }

  /**
   * For each row from {@code first} on the window that ends there, as a node would cut it; it may
   * begin before {@code first}.
   */
  public List<WindowCut> windows(int first, int length) {
    RowWindow window = new RowWindow(preparation);
    List<WindowCut> cuts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      window.add(rows.get(i));
      if (i >= first) {
        cuts.add(window.cut(length));
      }
    }
    return cuts;
  }

  /** The windows of {@link #windows} that a model can decide on. */
  public List<WindowTensor> fitWindows(int first, int length) {
    return windows(first, length).stream()
        .filter(WindowCut.Fit.class::isInstance)
        .map(cut -> ((WindowCut.Fit) cut).tensor())
        .toList();
  }

  /** Those from {@code first} on, as if there had been none before. */
  public AssetRows from(int first) {
    return new AssetRows(
        asset, preparation, rows.subList(first, rows.size()), truths.subList(first, truths.size()));
  }
}
