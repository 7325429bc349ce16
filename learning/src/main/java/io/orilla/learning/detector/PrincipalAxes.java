package io.orilla.learning.detector;

import io.orilla.model.error.OrillaException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.correlation.Covariance;

/**
 * The directions in which scaled training rows vary, the strongest first: eigenvectors of their
 * covariance (divisor n − 1). Signals that do not vary have no part in them.
 */
final class PrincipalAxes {
  /**
   * A variance below this share of the largest counts as this one: signals that are nearly copies
   * would otherwise be told apart by digits that a graph in single precision does not have.
   */
  private static final double LEAST_VARIANCE = 1e-5;

  private final int rows;
  private final double[] variances;
  private final double[][] directions;

  private PrincipalAxes(int rows, double[] variances, double[][] directions) {
    this.rows = rows;
    this.variances = variances;
    this.directions = directions;
  }

  /**
   * @param varying indexes of the signals that count
   */
  static PrincipalAxes of(List<double[]> scaled, int[] varying) {
    if (varying.length == 0) {
      throw OrillaException.invalid(
          "no signal varies in the "
              + scaled.size()
              + " training rows without missing values: there is nothing to learn");
    }
    if (scaled.size() < varying.length + 2) {
      throw OrillaException.invalid(
          scaled.size()
              + " training rows without missing values are too few for "
              + varying.length
              + " signals: give at least "
              + (varying.length + 2));
    }
    int[] all = IntStream.range(0, scaled.size()).toArray();
    RealMatrix rows = new Array2DRowRealMatrix(scaled.toArray(double[][]::new), false);
    var eigen =
        new EigenDecompositionSymmetric(
            new Covariance(rows.getSubMatrix(all, varying)).getCovarianceMatrix());
    return new PrincipalAxes(
        scaled.size(), eigen.getEigenvalues(), spread(eigen, varying, rows.getColumnDimension()));
  }

  /** Eigenvectors as directions among all signals, zero where a signal does not vary. */
  private static double[][] spread(EigenDecompositionSymmetric eigen, int[] varying, int signals) {
    double[][] directions = new double[varying.length][signals];
    for (int axis = 0; axis < varying.length; axis++) {
      for (int part = 0; part < varying.length; part++) {
        directions[axis][varying[part]] = eigen.getEigenvector(axis).getEntry(part);
      }
    }
    return directions;
  }

  int rows() {
    return rows;
  }

  int count() {
    return variances.length;
  }

  double[] variances(int from, int to) {
    return Arrays.copyOfRange(variances, from, to);
  }

  Subspace subspace(int from, int to) {
    return new Subspace(Arrays.copyOfRange(directions, from, to));
  }

  /** Axes so scaled that the training rows have variance 1 along each, or less. */
  Subspace whitened(int from, int to) {
    double[][] whitened = new double[to - from][];
    for (int axis = from; axis < to; axis++) {
      double deviation = Math.sqrt(Math.max(variances[axis], LEAST_VARIANCE * variances[0]));
      whitened[axis - from] = Arrays.stream(directions[axis]).map(d -> d / deviation).toArray();
    }
    return new Subspace(whitened);
  }
}
