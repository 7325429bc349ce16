package io.orilla.learning.detector;

import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.List;

/** The mean of a row and those before it. */
final class CausalMean {
  private CausalMean() {}

  /**
   * The mean of every run of {@code length} rows that has all its values.
   *
   * @param rows {@code [row][signal]}, NaN where a value is missing
   */
  static List<double[]> of(double[][] rows, int length) {
    List<double[]> means = new ArrayList<>();
    int complete = 0;
    for (int last = 0; last < rows.length; last++) {
      complete = isComplete(rows[last]) ? complete + 1 : 0;
      if (complete >= length) {
        means.add(mean(rows, last - length + 1, last));
      }
    }
    if (means.isEmpty()) {
      throw OrillaException.invalid(
          "none of "
              + rows.length
              + " training rows ends "
              + length
              + " rows without a missing value");
    }
    return means;
  }

  private static boolean isComplete(double[] row) {
    for (double value : row) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static double[] mean(double[][] rows, int first, int last) {
    double[] mean = new double[rows[first].length];
    for (int signal = 0; signal < mean.length; signal++) {
      for (int row = first; row <= last; row++) {
        mean[signal] += rows[row][signal];
      }
      mean[signal] /= last - first + 1;
    }
    return mean;
  }
}
