package io.orilla.node.metrics;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * One number of a node's, in base units (s, bytes, shares of 1), named after Prometheus' rules.
 *
 * @param kind {@code gauge}, or {@code counter} for what only grows while the agent runs
 * @param labels what of its kind it is about, in their order
 */
public record Metric(String name, String kind, Map<String, String> labels, double value) {
  /** As a signal names it: {@code journal_pending_records?lane=signals}. */
  public String address() {
    return labels.isEmpty()
        ? name
        : labels.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining("&", name + "?", ""));
  }
}
