package io.orilla.server.tracking;

import static io.orilla.server.mlflow.MlflowJson.required;

import io.orilla.model.error.OrillaException;
import io.orilla.server.mlflow.MlflowOperations;
import io.orilla.server.mlflow.MlflowRoutes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What MLflow's clients log of a run, and its curves read back. */
public final class LogOperations implements MlflowOperations {
  private final RunStore runs;

  public LogOperations(RunStore runs) {
    this.runs = runs;
  }

  @Override
  public void register(MlflowRoutes routes) {
    routes
        .post("runs/log-metric", LogMetric.class, request -> log(request.batch()))
        .post("runs/log-parameter", LogPair.class, request -> log(request.param()))
        .post("runs/set-tag", LogPair.class, request -> log(request.tag()))
        .post("runs/log-batch", Batch.class, this::log)
        .post("runs/log-inputs", LogInputs.class, this::logInputs)
        .get("metrics/get-history", GetHistory.class, this::history);
  }

  private Map<String, String> log(Batch batch) {
    runs.log(batch);
    return Map.of();
  }

  record LogMetric(
      @Nullable String runId,
      @Nullable String runUuid,
      @Nullable String key,
      @Nullable Double value,
      @Nullable Long timestamp,
      @Nullable Long step) {
    Batch batch() {
      return Batch.ofMetric(Run.idOf(runId, runUuid), Metric.received(key, value, timestamp, step));
    }
  }

  record LogPair(
      @Nullable String runId,
      @Nullable String runUuid,
      @Nullable String key,
      @Nullable String value) {
    Batch param() {
      return Batch.ofParam(Run.idOf(runId, runUuid), pair());
    }

    Batch tag() {
      return Batch.ofTag(Run.idOf(runId, runUuid), pair());
    }

    private KeyValue pair() {
      return new KeyValue(required(key, "key"), value == null ? "" : value);
    }
  }

  record LogInputs(@Nullable String runId, @Nullable List<Run.DatasetInput> datasets) {}

  private Map<String, String> logInputs(LogInputs request) {
    runs.addInputs(
        required(request.runId, "run_id"), request.datasets == null ? List.of() : request.datasets);
    return Map.of();
  }

  record GetHistory(
      @Nullable String runId,
      @Nullable String runUuid,
      @Nullable String metricKey,
      @Nullable Integer maxResults,
      @Nullable String pageToken) {

    long from() {
      try {
        return pageToken == null || pageToken.isEmpty() ? 0 : Long.parseLong(pageToken);
      } catch (NumberFormatException e) {
        throw OrillaException.invalid(
            "Invalid page token '" + pageToken + "': give next_page_token of the page before");
      }
    }
  }

  record Curve(List<Metric> metrics, @Nullable String nextPageToken) {}

  private Curve history(GetHistory request) {
    int most = request.maxResults == null ? Integer.MAX_VALUE : request.maxResults;
    long from = request.from();
    List<Metric> points =
        runs.history(
            Run.idOf(request.runId, request.runUuid),
            required(request.metricKey, "metric_key"),
            from,
            most);
    return new Curve(points, points.size() == most ? Long.toString(from + most) : null);
  }
}
