package io.orilla.worker.tracking;

import io.orilla.model.content.Ordered;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is logged of a run at once. A parameter keeps its first value. */
public record RunLog(
    Map<String, Double> metrics, Map<String, String> parameters, Map<String, String> tags) {
  public RunLog {
    metrics = Ordered.copy(metrics);
    parameters = Ordered.copy(parameters);
    tags = Ordered.copy(tags);
  }

  static List<Map<String, String>> pairs(Map<String, String> entries) {
    return new TreeMap<>(entries)
        .entrySet().stream()
            .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
            .toList();
  }
}
