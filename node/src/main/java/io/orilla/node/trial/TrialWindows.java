package io.orilla.node.trial;

import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.ReferenceProfile;
import io.orilla.pipeline.WindowTensor;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Windows to run a model on that has seen none yet. */
public final class TrialWindows {
  private TrialWindows() {}

  /** All values 0. */
  public static WindowTensor zeros(ModelSignature signature) {
    return constant(signature, column -> 0f);
  }

  /** Each signal at its mean over the training rows: what the model must be able to score. */
  static WindowTensor means(ModelSignature signature, ReferenceProfile profile) {
    Map<String, Float> means =
        profile.signals().stream()
            .collect(
                Collectors.toMap(
                    ReferenceProfile.SignalProfile::signal, signal -> (float) signal.mean()));
    return constant(
        signature, column -> means.getOrDefault(signature.signals().get(column).name(), 0f));
  }

  private static WindowTensor constant(
      ModelSignature signature, Function<Integer, Float> valueOfColumn) {
    int rows = signature.rows();
    int columns = signature.signals().size();
    float[] values = new float[rows * columns];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = valueOfColumn.apply(cell % columns);
    }
    boolean[] mask = new boolean[values.length];
    Arrays.fill(mask, true);
    return new WindowTensor(rows, columns, values, mask);
  }
}
