package io.orilla.server.task;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Ordered;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.TableName;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.server.registry.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a task, as it was taken in.
 *
 * @param snapshots by table, as text: JavaScript has no 64-bit integers
 */
public record TaskResult(
    Map<String, Long> counts,
    Map<String, String> snapshots,
    List<Registered> models,
    List<ResultDocument.Trial> trials,
    List<ResultDocument.Replayed> replayed,
    long peakMemoryBytes) {
  public TaskResult {
    counts = Ordered.copy(counts);
    snapshots = Ordered.copy(snapshots);
    models = List.copyOf(models);
    trials = List.copyOf(trials);
    replayed = List.copyOf(replayed);
  }

  static TaskResult of(
      ResultDocument document, Map<TableName, Long> snapshots, List<ModelVersion> models) {
    Map<String, String> byTable = new TreeMap<>();
    snapshots.forEach((table, snapshot) -> byTable.put(table.text(), Long.toString(snapshot)));
    return new TaskResult(
        document.counts(),
        byTable,
        models.stream().map(Registered::of).toList(),
        document.trials(),
        document.replayed(),
        document.peakMemoryBytes());
  }

  /** A model that became a version. */
  public record Registered(
      ObjectName model, int version, AssetName asset, Digest bundle, String run, Parity parity) {
    static Registered of(ModelVersion version) {
      return new Registered(
          version.model(),
          version.version(),
          version.asset(),
          version.bundle(),
          version.run(),
          version.parity());
    }
  }
}
