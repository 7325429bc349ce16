package io.orilla.worker.tracking;

import io.orilla.model.content.Json;
import io.orilla.model.document.TableName;
import java.util.List;
import java.util.Map;

/** A snapshot of a table of the lake that a run read. */
public record DatasetInput(TableName table, long snapshot) {
  /** MLflow's tag for what a dataset was used for. */
  private static final String CONTEXT = "mlflow.data.context";

  /** As {@code runs/log-inputs} takes it; the snapshot is the dataset's digest. */
  Map<String, Object> json() {
    return Map.of(
        "tags",
        List.of(Map.of("key", CONTEXT, "value", "training")),
        "dataset",
        Map.of(
            "name", table.text(),
            "digest", Long.toString(snapshot),
            "source_type", "orilla",
            "source", Json.text(Map.of("table", table.text(), "snapshot", snapshot))));
  }
}
