package io.orilla.learning.detector;

/**
 * The squared length of a scaled row in a subspace, and where it becomes an alarm.
 *
 * @param name as {@code t2} or {@code q}
 */
public record Statistic(String name, Subspace subspace, double limit) {
  double ratio(double[] scaled) {
    return subspace.squaredLength(scaled) / limit;
  }
}
