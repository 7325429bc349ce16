package io.orilla.learning.detector;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings signals to mean 0 and standard deviation 1 of the training rows (divisor n). A signal that
 * did not vary there has deviation 1 and counts for nothing.
 */
public final class Scaling {
  private final double[] mean;
  private final double[] deviation;
  private final boolean[] varies;

  private Scaling(int signals) {
    this.mean = new double[signals];
    this.deviation = new double[signals];
    this.varies = new boolean[signals];
  }

  static Scaling of(List<double[]> rows) {
    Scaling scaling = new Scaling(rows.getFirst().length);
    for (int signal = 0; signal < scaling.mean.length; signal++) {
      scaling.learn(rows, signal);
    }
    return scaling;
  }

  private void learn(List<double[]> rows, int signal) {
    double sum = 0;
    double first = rows.getFirst()[signal];
    for (double[] row : rows) {
      sum += row[signal];
      varies[signal] |= row[signal] != first;
    }
    mean[signal] = sum / rows.size();
    double squares = 0;
    for (double[] row : rows) {
      squares += Math.pow(row[signal] - mean[signal], 2);
    }
    deviation[signal] = varies[signal] ? Math.sqrt(squares / rows.size()) : 1;
  }

  double[] apply(double[] row) {
    double[] scaled = new double[row.length];
    for (int signal = 0; signal < row.length; signal++) {
      scaled[signal] = apply(signal, row[signal]);
    }
    return scaled;
  }

  double apply(int signal, double value) {
    return (value - mean[signal]) / deviation[signal];
  }

  /** The indexes of the signals that count. */
  int[] varying() {
    return IntStream.range(0, varies.length).filter(i -> varies[i]).toArray();
  }

  /** How many signals a row has. */
  public int signals() {
    return mean.length;
  }

  public double mean(int signal) {
    return mean[signal];
  }

  public double deviation(int signal) {
    return deviation[signal];
  }
}
