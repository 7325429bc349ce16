package io.orilla.learning.detector;

import io.orilla.learning.detector.Algorithm.HotellingT2;
import io.orilla.learning.detector.Algorithm.PrincipalComponents;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.error.OrillaException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a detector is made: one point of a study's grid.
 *
 * @param confidence share of normal rows below the limit, as .999
 * @param mean rows of the causal mean taken before anything else; 1 is none
 * @param factor of the limit: an alarm is above {@code factor · limit}
 */
public record Settings(
    Algorithm algorithm, double confidence, int mean, double factor, Limits limits) {
  public static final int MAX_MEAN = ModelSignature.MAX_ROWS - Detector.MEDIAN_ROWS + 1;

  /** The detector of the Skoltech Anomaly Benchmark's board, as published. */
  public static final Settings PUBLISHED_T2 =
      new Settings(new HotellingT2(), .999, 1, 2, Limits.THEORY);

  public Settings {
    if (!(confidence > 0 && confidence < 1)) {
      throw OrillaException.invalid(
          "confidence " + confidence + " must lie between 0 and 1, as .999");
    }
    if (mean < 1 || mean > MAX_MEAN) {
      throw OrillaException.invalid("mean " + mean + " must lie in 1 to " + MAX_MEAN + " rows");
    }
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw OrillaException.invalid("limit " + factor + " must be a factor above 0, as 1.5");
    }
  }

  /** The settings by the names they have in a grid, without the algorithm. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("confidence", Double.toString(confidence));
    parameters.put("limit", Double.toString(factor));
    parameters.put("limits", limits.id());
    parameters.put("mean", Integer.toString(mean));
    if (algorithm instanceof PrincipalComponents(int components)) {
      parameters.put("components", Integer.toString(components));
    }
    return parameters;
  }
}
