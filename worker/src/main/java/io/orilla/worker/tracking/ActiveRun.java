package io.orilla.worker.tracking;

import io.orilla.model.error.OrillaException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run that was started and is being recorded. */
public final class ActiveRun {
  /** What one log-batch may hold, by MLflow's limits. */
  private static final int MOST_METRICS = 1_000;

  private final String id;
  private final TrackingClient client;
  private final Clock clock;

  ActiveRun(String id, TrackingClient client, Clock clock) {
    this.id = id;
    this.client = client;
    this.clock = clock;
  }

  public String id() {
    return id;
  }

  /**
   * Adds to what is known of the run.
   *
   * @throws OrillaException INVALID_ARGUMENT when the server refuses a key or value
   */
  public void log(RunLog log) {
    List<Map<String, Object>> metrics = metrics(log);
    for (int from = 0; from == 0 || from < metrics.size(); from += MOST_METRICS) {
      Map<String, Object> body = new TreeMap<>();
      body.put("run_id", id);
      body.put("metrics", metrics.subList(from, Math.min(from + MOST_METRICS, metrics.size())));
      if (from == 0) {
        body.put("params", RunLog.pairs(log.parameters()));
        body.put("tags", RunLog.pairs(log.tags()));
      }
      client.post("runs/log-batch", body);
    }
  }

  private List<Map<String, Object>> metrics(RunLog log) {
    long now = clock.millis();
    List<Map<String, Object>> metrics = new ArrayList<>();
    new TreeMap<>(log.metrics())
        .forEach(
            (key, value) ->
                metrics.add(Map.of("key", key, "value", value, "timestamp", now, "step", 0)));
    return metrics;
  }

  /** Says what the run read. */
  public void log(DatasetInput input) {
    client.post("runs/log-inputs", Map.of("run_id", id, "datasets", List.of(input.json())));
  }

  /** Ends the run as one that did its work. */
  public void finish() {
    end("FINISHED");
  }

  /** Ends the run as one that did not. */
  public void fail() {
    end("FAILED");
  }

  private void end(String status) {
    client.post("runs/update", Map.of("run_id", id, "status", status, "end_time", clock.millis()));
  }
}
