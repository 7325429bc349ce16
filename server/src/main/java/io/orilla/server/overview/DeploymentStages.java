package io.orilla.server.overview;

import io.orilla.model.document.WorkloadSpec;
import io.orilla.model.journal.Lane;
import io.orilla.server.document.Declarations;
import io.orilla.server.fleet.LaneReport;
import io.orilla.server.fleet.NodeReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The boxes of deployment: deploy, prediction, log. */
final class DeploymentStages {
  private static final String RUNNING = "RUNNING";

  private DeploymentStages() {}

  static Stage deploy(Declarations declared, List<NodeReport> nodes, Instant now) {
    int wanted = declared.all(WorkloadSpec.class).size();
    if (wanted == 0) {
      return Stage.notSetUp();
    }
    List<NodeReport.Workload> workloads =
        nodes.stream().flatMap(node -> node.workloads().stream()).toList();
    long running = workloads.stream().filter(DeploymentStages::runs).count();
    Instant at =
        workloads.stream()
            .flatMap(workload -> workload.since().stream())
            .max(Comparator.naturalOrder())
            .orElse(now);
    String context = running == wanted ? "all as declared" : wanted - running + " on their way";
    return Stage.counted(
            running, wanted == 1 ? "of 1 asset" : "of " + wanted + " assets", context, at)
        .withAttention(attention(nodes, workloads));
  }

  private static boolean runs(NodeReport.Workload workload) {
    return workload.state().equals(RUNNING) && workload.reason().isEmpty();
  }

  private static Optional<String> attention(
      List<NodeReport> nodes, List<NodeReport.Workload> workloads) {
    Optional<String> refused =
        nodes.stream()
            .filter(node -> node.refusal() != null)
            .map(node -> node.name() + " refuses its state: " + node.refusal())
            .findFirst();
    return refused.or(
        () ->
            workloads.stream()
                .filter(
                    workload ->
                        workload.state().equals("FAILED") || workload.state().equals("ROLLED_BACK"))
                .map(workload -> workload.name() + ": " + workload.state())
                .findFirst());
  }

  static Stage prediction(Intake intake, int assets, int alarms, Instant now) {
    if (assets == 0) {
      return Stage.notSetUp();
    }
    String latency =
        intake.latency(0.99).stream()
            .mapToObj(micros -> String.format(Locale.ROOT, ", p99 %.1f ms", micros / 1e3))
            .findFirst()
            .orElse("");
    String context =
        alarms == 0
            ? "all below their limits"
            : "%d of %d above %s limit".formatted(alarms, assets, alarms == 1 ? "its" : "their");
    return Stage.of(intake.predictionsPerSecond(), "/s" + latency, context, now);
  }

  static Stage log(List<NodeReport> nodes) {
    List<LaneReport> lanes =
        nodes.stream()
            .flatMap(node -> node.accounts().stream())
            .filter(lane -> lane.lane() == Lane.PREDICTIONS)
            .toList();
    Optional<Instant> at = lanes.stream().map(LaneReport::at).max(Comparator.naturalOrder());
    if (at.isEmpty()) {
      return Stage.notSetUp();
    }
    boolean balanced = lanes.stream().allMatch(lane -> lane.balanced() && lane.dropped() == 0);
    long pending = lanes.stream().mapToLong(LaneReport::pending).sum();
    return Stage.counted(
            lanes.stream().mapToLong(LaneReport::delivered).sum(),
            balanced ? "all accounted for" : "delivered",
            pending + " pending",
            at.get())
        .withAttention(
            balanced ? Optional.empty() : Optional.of("some were dropped or do not balance"));
  }
}
