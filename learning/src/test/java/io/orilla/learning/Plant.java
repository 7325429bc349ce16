package io.orilla.learning;

import io.orilla.learning.evaluation.AssetRows;
import io.orilla.learning.evaluation.Truth;
import io.orilla.model.document.Clean;
import io.orilla.model.document.Preparation;
import io.orilla.model.signal.AssetName;
import io.orilla.pipeline.Row;
import io.orilla.pipeline.WindowTensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up machines whose signals hang together, with a fault that breaks it. */
public final class Plant {
  public static final long GRID = 1_000_000;

  private Plant() {}

  /** Rows of signals mixed from half as many causes, at the scale of real sensors. */
  public static double[][] rows(int count, int signals, long seed) {
    Random random = new Random(seed);
    int causes = Math.max(1, signals / 2);
    double[][] mixing = new double[signals][causes];
    double[] base = new double[signals];
    for (int signal = 0; signal < signals; signal++) {
      base[signal] = random.nextDouble(-50, 250);
      for (int cause = 0; cause < causes; cause++) {
        mixing[signal][cause] = random.nextGaussian();
      }
    }
    double[][] rows = new double[count][signals];
    for (double[] row : rows) {
      double[] cause = random.doubles(causes, -1, 1).toArray();
      for (int signal = 0; signal < signals; signal++) {
        row[signal] = base[signal] + .3 * random.nextGaussian();
        for (int i = 0; i < causes; i++) {
          row[signal] += mixing[signal][i] * cause[i];
        }
      }
    }
    return rows;
  }

  public static Preparation preparation(int signals) {
    return new Preparation(
        IntStream.range(0, signals)
            .mapToObj(i -> new Preparation.Column("signal" + i, ""))
            .toList(),
        new Clean(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5)),
        List.of());
  }

  /** An asset whose first signal goes off by {@code shift} in the last quarter of its rows. */
  public static AssetRows asset(String name, int count, double shift, long seed) {
    double[][] values = rows(count, 4, seed);
    List<Row> rows = new ArrayList<>();
    List<Truth> truths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean faulty = i >= count * 3 / 4;
      values[i][0] += faulty ? shift : 0;
      rows.add(Row.prepared(i * GRID, values[i], 0));
      truths.add(faulty ? Truth.ANOMALY : Truth.NORMAL);
    }
    return new AssetRows(new AssetName("site/area/line/" + name), preparation(4), rows, truths);
  }

  /** Every window of so many consecutive rows, as a node would cut them. */
  public static List<WindowTensor> windows(double[][] values, int length) {
    Preparation preparation = preparation(values[0].length);
    List<Row> rows =
        IntStream.range(0, values.length)
            .mapToObj(i -> Row.prepared(i * GRID, values[i], 0))
            .toList();
    List<Truth> truths = rows.stream().map(row -> Truth.NORMAL).toList();
    return new AssetRows(new AssetName("a/b/c/d"), preparation, rows, truths).fitWindows(0, length);
  }
}
