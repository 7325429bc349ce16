package io.orilla.node.metrics;

import io.orilla.node.local.NodeStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A node's metrics in Prometheus' text format, version 0.0.4. */
public final class PrometheusText {
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private PrometheusText() {}

  /** The lines of one name follow each other, as the format asks. */
  public static String of(NodeStatus status) {
    Map<String, StringBuilder> families = new LinkedHashMap<>();
    for (Metric metric : Metrics.of(status)) {
      String name = "orilla_" + metric.name();
      families
          .computeIfAbsent(
              name, any -> new StringBuilder("# TYPE " + name + " " + metric.kind() + "\n"))
          .append(name + labels(metric.labels()) + " " + number(metric.value()) + "\n");
    }
    return String.join("", families.values());
  }

  private static String labels(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
