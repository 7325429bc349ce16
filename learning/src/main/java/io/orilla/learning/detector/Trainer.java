package io.orilla.learning.detector;

import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.List;

/** Fits detectors to rows of normal operation. Deterministic: the same rows, the same bits. */
public final class Trainer {
  private Trainer() {}

  /**
   * Learns without labels.
   *
   * @param rows {@code [row][signal]} in engineering units, in order of time; NaN where a value is
   *     missing, and a row with a missing value is not trained on
   * @throws OrillaException INVALID_ARGUMENT when there are too few rows or nothing varies in them
   */
  public static Detector fit(Settings settings, double[][] rows) {
    List<double[]> means = CausalMean.of(rows, settings.mean());
    Fit fit = Fit.of(settings.algorithm(), means);
    double[] limits =
        switch (settings.limits()) {
          case THEORY ->
              fit.measures().stream()
                  .mapToDouble(measure -> measure.theory().applyAsDouble(settings.confidence()))
                  .toArray();
          case BLOCKED -> HeldOutBlocks.limits(settings, means);
        };
    return new Detector(settings.mean(), fit.scaling(), statistics(settings, fit, limits));
  }

  private static List<Statistic> statistics(Settings settings, Fit fit, double[] limits) {
    List<Statistic> statistics = new ArrayList<>();
    for (int i = 0; i < limits.length; i++) {
      Measure measure = fit.measures().get(i);
      double limit = settings.factor() * limits[i];
      if (!(limit > 0)) {
        throw OrillaException.invalid(
            "the limit of "
                + measure.name()
                + " came out as "
                + limit
                + ": the training rows repeat"
                + " themselves too exactly; give more of them");
      }
      statistics.add(new Statistic(measure.name(), measure.subspace(), limit));
    }
    return statistics;
  }
}
