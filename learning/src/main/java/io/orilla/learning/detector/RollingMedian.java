package io.orilla.learning.detector;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The causal median over {@link Detector#MEDIAN_ROWS} values. */
final class RollingMedian {
  private RollingMedian() {}

  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The median of each run of values, so four fewer than there are values. */
  static double[] over(double[] values) {
    return IntStream.rangeClosed(Detector.MEDIAN_ROWS, values.length)
        .mapToDouble(end -> of(Arrays.copyOfRange(values, end - Detector.MEDIAN_ROWS, end)))
        .toArray();
  }
}
