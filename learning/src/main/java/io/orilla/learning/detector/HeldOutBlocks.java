package io.orilla.learning.detector;

import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Limits from a blocked cross-validation: the training rows are cut into blocks of time, each is
 * judged by a detector fitted to the others, and the limit is a quantile of the medians that came
 * out. Neighbours in time are alike, so rows whose mean reaches into the block are left out too.
 */
final class HeldOutBlocks {
  private static final int BLOCKS = 5;

  private HeldOutBlocks() {}

  /** A limit for each measure, in order. */
  static double[] limits(Settings settings, List<double[]> rows) {
    if (rows.size() < 2 * BLOCKS * Detector.MEDIAN_ROWS) {
      throw OrillaException.invalid(
          rows.size()
              + " training rows are too few for blocked limits: give at least "
              + 2 * BLOCKS * Detector.MEDIAN_ROWS
              + ", or use limits theory");
    }
    List<double[][]> blocks =
        IntStream.range(0, BLOCKS).mapToObj(block -> medians(settings, rows, block)).toList();
    return IntStream.range(0, blocks.getFirst().length)
        .mapToDouble(
            measure ->
                quantile(
                    blocks.stream().flatMapToDouble(medians -> DoubleStream.of(medians[measure])),
                    settings.confidence()))
        .toArray();
  }

  private static double[][] medians(Settings settings, List<double[]> rows, int block) {
    int from = rows.size() * block / BLOCKS;
    int to = rows.size() * (block + 1) / BLOCKS;
    int reach = settings.mean() - 1;
    List<double[]> others = new ArrayList<>(rows.subList(0, Math.max(0, from - reach)));
    others.addAll(rows.subList(Math.min(rows.size(), to + reach), rows.size()));
    Fit fit = Fit.of(settings.algorithm(), others);
    return IntStream.range(0, fit.measures().size())
        .mapToObj(measure -> RollingMedian.over(fit.values(measure, rows.subList(from, to))))
        .toArray(double[][]::new);
  }

  private static double quantile(DoubleStream values, double confidence) {
    double[] all = values.toArray();
    Arrays.sort(all);
    return new Percentile().withEstimationType(EstimationType.R_7).evaluate(all, 100 * confidence);
  }
}
