package io.orilla.learning.detector;

import io.orilla.model.error.OrillaException;
import io.orilla.pipeline.WindowTensor;
import java.util.List;

/**
 * A fitted detector, in double precision: the reference its exported graph is held against.
 *
 * <p>A window's rows are scaled and averaged causally; each of the last five averages has a ratio,
 * the largest of its statistics over their limits; the score is the median of these five, so above
 * 1 is an alarm. Immutable.
 *
 * @param mean rows of the causal mean
 */
public record Detector(int mean, Scaling scaling, List<Statistic> statistics) {
  /** Rows of the rolling median of the score. */
  public static final int MEDIAN_ROWS = 5;

  public Detector {
    statistics = List.copyOf(statistics);
  }

  /** Rows of a window. */
  public int rows() {
    return mean + MEDIAN_ROWS - 1;
  }

  public int signals() {
    return scaling.signals();
  }

  /**
   * Multiples of the limit; above 1 is an alarm.
   *
   * @param window as the graph gets it; where its mask is false the training mean stands in
   * @throws OrillaException INVALID_ARGUMENT when it has another shape than this detector's
   */
  public double score(WindowTensor window) {
    if (window.rows() != rows() || window.columns() != signals()) {
      throw OrillaException.invalid(
          "the detector takes %d rows of %d signals, not %d of %d"
              .formatted(rows(), signals(), window.rows(), window.columns()));
    }
    double[][] scaled = new double[rows()][signals()];
    for (int cell = 0; cell < rows() * signals(); cell++) {
      int signal = cell % signals();
      scaled[cell / signals()][signal] =
          window.mask()[cell] ? scaling.apply(signal, window.values()[cell]) : 0;
    }
    return RollingMedian.of(
        CausalMean.of(scaled, mean).stream().mapToDouble(this::ratio).toArray());
  }

  private double ratio(double[] scaled) {
    return statistics.stream().mapToDouble(statistic -> statistic.ratio(scaled)).max().orElse(0);
  }
}
