package io.orilla.learning.detector;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/** What a statistic stays under at a confidence, if rows are independent and normal. */
final class TheoreticalLimits {
  /** The published detector looks the F quantile up on this grid, and so do we, to its counts. */
  private static final int STEPS = 10_000;

  private static final double LAST_STEP = 15;

  private TheoreticalLimits() {}

  /**
   * Limit of T² for a row that was not trained on: {@code m(n−1)(n+1) / (n(n−m)) · F(m, n−m)} (N.
   * D. Tracy, J. C. Young, R. L. Mason, 1992), with the quantile of F as the Skoltech Anomaly
   * Benchmark has it: the largest of 10,000 even steps over [0, 15] below the confidence.
   *
   * @param dimensions m
   * @param rows n, trained on
   */
  static double t2(int dimensions, int rows, double confidence) {
    double m = dimensions;
    double n = rows;
    FDistribution f = FDistribution.of(m, n - m);
    int below = 0;
    int above = STEPS;
    while (above - below > 1) {
      int middle = (below + above) >>> 1;
      if (f.cumulativeProbability(step(middle)) < confidence) {
        below = middle;
      } else {
        above = middle;
      }
    }
    // Step 0 is no limit at all; only a confidence near 0 comes there.
    return m * (n - 1) * (n + 1) / (n * (n - m)) * step(Math.max(below, 1));
  }

  private static double step(int index) {
    return index * LAST_STEP / (STEPS - 1);
  }

  /**
   * Limit of Q, whose distribution is near {@code g·χ²(h)} with the same mean and variance (G. E.
   * P. Box, 1954; P. Nomikos and J. F. MacGregor, 1995).
   *
   * @param variances along the directions that the plane leaves out
   */
  static double q(double[] variances, double confidence) {
    double sum = Arrays.stream(variances).sum();
    double squares = Arrays.stream(variances).map(v -> v * v).sum();
    double degrees = sum * sum / squares;
    return squares
        / sum
        * ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(confidence);
  }
}
