package io.orilla.learning.detector;

import io.orilla.learning.detector.Algorithm.HotellingT2;
import io.orilla.learning.detector.Algorithm.PrincipalComponents;
import io.orilla.model.error.OrillaException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A statistic that has no limit yet.
 *
 * @param theory the limit in theory at a confidence
 */
record Measure(String name, Subspace subspace, DoubleUnaryOperator theory) {

  static List<Measure> of(Algorithm algorithm, PrincipalAxes axes) {
    return switch (algorithm) {
      case HotellingT2 t2 -> List.of(distance(axes, axes.count()));
      case PrincipalComponents(int wanted) -> {
        if (axes.count() < 2) {
          throw OrillaException.invalid(
              "pca needs two signals that vary in the training rows, and there is one: use t2");
        }
        int components = Math.min(wanted, axes.count() - 1);
        yield List.of(distance(axes, components), residual(axes, components));
      }
    };
  }

  private static Measure distance(PrincipalAxes axes, int components) {
    return new Measure(
        "t2",
        axes.whitened(0, components),
        confidence -> TheoreticalLimits.t2(components, axes.rows(), confidence));
  }

  private static Measure residual(PrincipalAxes axes, int components) {
    double[] variances = axes.variances(components, axes.count());
    return new Measure(
        "q",
        axes.subspace(components, axes.count()),
        confidence -> TheoreticalLimits.q(variances, confidence));
  }
}
