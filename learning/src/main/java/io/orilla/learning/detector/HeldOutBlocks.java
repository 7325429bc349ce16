package io.orilla.learning.detector;

import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Limits from a blocked cross-validation: the training rows are cut into blocks of time, each is
 * judged by a detector fitted to the others, and a limit is a quantile of the medians that came
 * out. Neighbours in time are alike, so rows whose mean reaches into the block are left out too.
 * Where several statistics make the score, their limits are moved together until the quantile holds
 * of the score.
 */
final class HeldOutBlocks {
  private static final int BLOCKS = 5;

  /** {@code [block][measure][row]}. */
  private final double[][][] values;

  private final double confidence;

  private HeldOutBlocks(double[][][] values, double confidence) {
    this.values = values;
    this.confidence = confidence;
  }

  /** A limit for each measure, in order. */
  static double[] limits(Settings settings, List<double[]> rows) {
    if (rows.size() < 2 * BLOCKS * Detector.MEDIAN_ROWS) {
      throw OrillaException.invalid(
          rows.size()
              + " training rows are too few for blocked limits: give at least "
              + 2 * BLOCKS * Detector.MEDIAN_ROWS
              + ", or use limits theory");
    }
    double[][][] values =
        IntStream.range(0, BLOCKS)
            .mapToObj(block -> heldOut(settings, rows, block))
            .toArray(double[][][]::new);
    return new HeldOutBlocks(values, settings.confidence()).limits();
  }

  private static double[][] heldOut(Settings settings, List<double[]> rows, int block) {
    int from = rows.size() * block / BLOCKS;
    int to = rows.size() * (block + 1) / BLOCKS;
    int reach = settings.mean() - 1;
    List<double[]> others = new ArrayList<>(rows.subList(0, Math.max(0, from - reach)));
    others.addAll(rows.subList(Math.min(rows.size(), to + reach), rows.size()));
    Fit fit = Fit.of(settings.algorithm(), others);
    return IntStream.range(0, fit.measures().size())
        .mapToObj(measure -> fit.values(measure, rows.subList(from, to)))
        .toArray(double[][]::new);
  }

  private double[] limits() {
    double[] each =
        IntStream.range(0, values[0].length)
            .mapToDouble(measure -> quantile(Arrays.stream(values).map(block -> block[measure])))
            .toArray();
    double together = quantile(Arrays.stream(values).map(block -> ratios(block, each)));
    return DoubleStream.of(each).map(limit -> limit * together).toArray();
  }

  /** The largest of the measures over their limits, row by row. */
  private static double[] ratios(double[][] block, double[] limits) {
    double[] ratios = new double[block[0].length];
    for (int measure = 0; measure < block.length; measure++) {
      for (int row = 0; row < ratios.length; row++) {
        ratios[row] = Math.max(ratios[row], block[measure][row] / limits[measure]);
      }
    }
    return ratios;
  }

  /** Of the medians within each block. */
  private double quantile(Stream<double[]> blocks) {
    double[] medians =
        blocks.flatMapToDouble(block -> DoubleStream.of(RollingMedian.over(block))).toArray();
    return new Percentile()
        .withEstimationType(EstimationType.R_7)
        .evaluate(medians, 100 * confidence);
  }
}
