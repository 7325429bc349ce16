package io.orilla.node.serving;

import io.orilla.inference.serving.ModelStatistics;
import io.orilla.model.content.Digest;
import io.orilla.node.workload.PlacedModel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each version of each model did since the agent began: a version that comes back, and one
 * whose workload says anew how it is served, goes on counting. Thread-safe.
 */
final class StatisticsBook {
  /** Versions; the one that was placed longest ago is forgotten when there are more. */
  private static final int MOST = 256;

  private final Map<Version, ModelStatistics> versions =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, ModelStatistics> eldest) {
          return size() > MOST;
        }
      };

  /** Workloads may change their model, so that its name and number alone do not tell. */
  private record Version(String name, int number, Digest bundle) {}

  synchronized ModelStatistics of(PlacedModel model) {
    Version version =
        new Version(model.workload().name().text(), model.version(), model.workload().bundle());
    return versions.computeIfAbsent(version, first -> new ModelStatistics());
  }
}
