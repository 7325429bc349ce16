package io.orilla.node.local;

import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.node.LinkUse;
import io.orilla.model.node.MachineFigures;
import io.orilla.model.node.NodeFigures;
import io.orilla.node.clock.ClockStatus;
import io.orilla.node.enrol.MembershipStatus;
import io.orilla.node.machine.Memory;
import io.orilla.node.output.OutputStatus;
import io.orilla.node.source.SourceStatus;
import io.orilla.node.uplink.Contact;
import io.orilla.node.workload.WorkloadStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of itself at one moment: the answer of {@code GET /v1/status}.
 *
 * @param desired the newest desired state that it accepted
 * @param applied the newest that all sources and workloads reached
 * @param link what went between the node and its server since the agent started
 * @param refusal why the newest state that came was not accepted; absent when it was
 * @param alarms those that somebody has to look at
 * @param problems what else somebody should look at
 * @param machine absent where its system does not say
 */
public record NodeStatus(
    ObjectName node,
    String version,
    long pid,
    Instant startedAt,
    Instant now,
    JournalEpoch epoch,
    StateVersion desired,
    StateVersion applied,
    @Nullable String refusal,
    List<String> problems,
    Contact server,
    LinkUse link,
    MembershipStatus membership,
    ClockStatus clock,
    List<SourceStatus> sources,
    List<WorkloadStatus> workloads,
    List<Event.Alarm> alarms,
    List<OutputStatus> outputs,
    List<LaneStatus> lanes,
    Memory memory,
    @Nullable MachineFigures machine) {
  public NodeStatus {
    problems = List.copyOf(problems);
    sources = List.copyOf(sources);
    workloads = List.copyOf(workloads);
    alarms = List.copyOf(alarms);
    outputs = List.copyOf(outputs);
    lanes = List.copyOf(lanes);
  }

  private List<String> problemsOfAll() {
    Stream<String> renewal =
        Stream.ofNullable(membership.problem())
            .map(problem -> "the certificate is not renewed: " + problem);
    return Stream.concat(problems.stream(), renewal).toList();
  }

  /** What of it the server is told now and then. */
  public NodeFigures figures() {
    return new NodeFigures(
        memory.resident(),
        clock.wrong(),
        clock.offsetSeconds(),
        problemsOfAll(),
        link,
        machine,
        sources.stream().map(SourceStatus::figures).toList(),
        lanes.stream().map(LaneStatus::figures).toList(),
        workloads.stream().map(WorkloadStatus::figures).toList());
  }
}
