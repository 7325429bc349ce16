package io.orilla.server.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run as one line beside others: parameters and last metrics by name. */
public record RunSummary(
    String id,
    String name,
    String experiment,
    RunStatus status,
    Instant startedAt,
    @Nullable Instant finishedAt,
    Map<String, String> params,
    Map<String, Double> metrics,
    Map<String, String> tags) {

  static RunSummary of(Run run, String experiment) {
    Map<String, Double> metrics = new TreeMap<>();
    run.data().metrics().forEach(metric -> metrics.put(metric.key(), metric.value()));
    Long ended = run.info().endTime();
    return new RunSummary(
        run.info().runId(),
        run.info().runName(),
        experiment,
        run.info().status(),
        Instant.ofEpochMilli(run.info().startTime()),
        ended == null ? null : Instant.ofEpochMilli(ended),
        byKey(run.data().params()),
        metrics,
        byKey(run.data().tags()));
  }

  private static Map<String, String> byKey(List<KeyValue> pairs) {
    Map<String, String> byKey = new TreeMap<>();
    pairs.forEach(pair -> byKey.put(pair.key(), pair.value()));
    return byKey;
  }
}
