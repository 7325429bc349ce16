package io.orilla.server.tracking;

import java.util.List;

/**
 * What belongs together among runs.
 *
 * @param experimentId a number as text
 * @param lifecycleStage {@code active} or {@code deleted}
 * @param creationTime milliseconds since 1970 UTC
 */
public record Experiment(
    String experimentId,
    String name,
    String artifactLocation,
    String lifecycleStage,
    long creationTime,
    long lastUpdateTime,
    List<KeyValue> tags) {
  public Experiment {
    tags = List.copyOf(tags);
  }
}
