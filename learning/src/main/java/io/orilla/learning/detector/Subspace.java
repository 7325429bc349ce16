package io.orilla.learning.detector;

/** Directions among scaled signals, {@code [direction][signal]}. */
public final class Subspace {
  private final double[][] directions;

  Subspace(double[][] directions) {
    this.directions = directions;
  }

  /** The squared length of a scaled row's projection. */
  double squaredLength(double[] scaled) {
    double sum = 0;
    for (double[] direction : directions) {
      double along = 0;
      for (int signal = 0; signal < scaled.length; signal++) {
        along += direction[signal] * scaled[signal];
      }
      sum += along * along;
    }
    return sum;
  }

  /** How many directions it has. */
  public int size() {
    return directions.length;
  }

  /** What a signal has of a direction. */
  public double part(int direction, int signal) {
    return directions[direction][signal];
  }
}
