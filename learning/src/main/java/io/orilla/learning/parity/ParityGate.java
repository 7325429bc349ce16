package io.orilla.learning.parity;

import io.orilla.inference.OnnxModel;
import io.orilla.learning.detector.Detector;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.pipeline.WindowTensor;
import java.util.List;

/** Holds an exported graph against the detector it was made of, on windows not trained on. */
public final class ParityGate {
  /** How far scores may differ, relative, and how near the limit decisions may. */
  public static final double TOLERANCE = 1e-4;

  private static final float[] NO_SCORE = {Float.NaN};

  private ParityGate() {}

  /**
   * Lets a graph pass or not.
   *
   * @throws OrillaException INVALID_FORMAT when scores differ by more than {@link #TOLERANCE} or a
   *     decision differs away from the limit
   */
  public static Parity check(Detector detector, OnnxModel graph, List<WindowTensor> windows) {
    if (windows.isEmpty()) {
      throw OrillaException.invalid(
          "there is no window of %d rows without a gap among the rows not trained on, to check the exported graph with"
              .formatted(detector.rows()));
    }
    Parity parity = compare(detector, graph, windows);
    if (!passes(parity)) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "the exported graph is not the detector that was trained: over %d windows scores differ by up to %.2g (allowed %.0e) and %d decisions away from the limit; single precision may not do for these signals: leave out those that are nearly copies of others, or use pca"
              .formatted(
                  parity.rows(),
                  parity.largestRelative(),
                  TOLERANCE,
                  parity.differing() - parity.differingAtLimit()));
    }
    return parity;
  }

  public static boolean passes(Parity parity) {
    return parity.largestRelative() <= TOLERANCE && parity.differing() == parity.differingAtLimit();
  }

  /** What differs, on as many windows as there are; the reference is the detector. */
  public static Parity compare(Detector detector, OnnxModel graph, List<WindowTensor> windows) {
    double largest = 0;
    long differing = 0;
    long differingAtLimit = 0;
    var outputs = graph.run(windows);
    for (int i = 0; i < windows.size(); i++) {
      double expected = detector.score(windows.get(i));
      double found = outputs.get(i).getOrDefault(ModelSignature.SCORE, NO_SCORE)[0];
      largest = Math.max(largest, relative(expected, found));
      if ((expected > 1) != (found > 1)) {
        differing++;
        differingAtLimit += Math.abs(expected - 1) <= TOLERANCE ? 1 : 0;
      }
    }
    return new Parity(windows.size(), largest, differing, differingAtLimit);
  }

  /** NaN from a graph is as far away as can be. */
  private static double relative(double expected, double found) {
    if (expected == found) {
      return 0;
    }
    double difference = Math.abs(expected - found) / Math.abs(expected);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }
}
