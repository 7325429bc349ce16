package io.orilla.server.tracking;

import static io.orilla.server.mlflow.MlflowJson.required;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Metrics, parameters and tags to be logged of a run together, all or none. */
record Batch(String runId, List<Metric> metrics, List<KeyValue> params, List<KeyValue> tags) {
  Batch(
      @Nullable String runId,
      @Nullable List<Metric> metrics,
      @Nullable List<KeyValue> params,
      @Nullable List<KeyValue> tags) {
    this.runId = required(runId, "run_id");
    this.metrics = metrics == null ? List.of() : List.copyOf(metrics);
    this.params = params == null ? List.of() : List.copyOf(params);
    this.tags = tags == null ? List.of() : List.copyOf(tags);
    LogLimits.check(this);
  }

  static Batch ofMetric(String runId, Metric metric) {
    return new Batch(runId, List.of(metric), List.of(), List.of());
  }

  static Batch ofParam(String runId, KeyValue param) {
    return new Batch(runId, List.of(), List.of(param), List.of());
  }

  static Batch ofTag(String runId, KeyValue tag) {
    return new Batch(runId, List.of(), List.of(), List.of(tag));
  }

  int size() {
    return metrics.size() + params.size() + tags.size();
  }
}
