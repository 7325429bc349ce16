package io.orilla.model.task;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Ordered;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.Problem;
import io.orilla.model.signal.AssetName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The worker's answer: {@code result.json} in the same folder, written last and by renaming, so
 * that it is there whole or not at all. Nothing a worker did counts without it.
 *
 * @param problem why it failed; absent when it succeeded
 * @param counts what was counted, by name, as {@code rows}, {@code duplicates}, {@code late}
 */
public record ResultDocument(
    String id,
    @Nullable Problem problem,
    Map<String, Long> counts,
    List<TableOutput> tables,
    List<TrainedModel> models,
    List<Trial> trials,
    List<Replayed> replayed,
    long peakMemoryBytes) {
  public static final String FILE = "result.json";

  public ResultDocument {
    counts = Ordered.copy(counts);
    tables = List.copyOf(tables);
    models = List.copyOf(models);
    trials = List.copyOf(trials);
    replayed = List.copyOf(replayed);
  }

  /**
   * A bundle in the layout {@code bundles} of the task's folder, to be registered as a new version.
   */
  public record TrainedModel(
      ObjectName model, AssetName asset, Digest bundle, String run, Parity parity) {}

  /** Trainer against ONNX Runtime on rows not trained on. */
  public record Parity(long rows, double largestRelative, long differing, long differingAtLimit) {}

  /** One point of a study's grid. {@code f1} per asset, of the asset's own labels. */
  public record Trial(
      String run, String algorithm, Map<String, String> parameters, Map<String, Double> f1) {}

  /**
   * @param equal whether input digest and output bits were the same; {@code detail} says what was
   *     not
   */
  public record Replayed(
      String prediction, boolean equal, double largestDifference, String detail) {}
}
