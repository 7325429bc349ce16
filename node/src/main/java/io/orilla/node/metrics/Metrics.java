package io.orilla.node.metrics;

import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.node.LinkUse;
import io.orilla.model.node.MachineFigures;
import io.orilla.model.node.NodeFigures.SourceFigures;
import io.orilla.node.local.NodeStatus;
import io.orilla.node.output.OutputStatus;
import io.orilla.node.source.SourceStatus;
import io.orilla.node.workload.WorkloadState;
import io.orilla.node.workload.WorkloadStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All numbers of a node's status. */
public final class Metrics {
  private static final double MICROS = 1e6;

  private final List<Metric> metrics = new ArrayList<>();

  private Metrics() {}

  public static List<Metric> of(NodeStatus status) {
    Metrics all = new Metrics();
    all.agent(status);
    if (status.machine() != null) {
      all.machine(status.machine());
    }
    status.link().bytes().forEach(all::link);
    status.sources().forEach(all::source);
    status.lanes().forEach(lane -> all.lane(lane.account()));
    status.workloads().forEach(all::workload);
    for (AlarmPriority priority : AlarmPriority.values()) {
      all.alarms(priority, status.alarms());
    }
    status.outputs().forEach(all::output);
    return List.copyOf(all.metrics);
  }

  private void agent(NodeStatus status) {
    gauge("node_info", 1, "node", status.node().text(), "version", status.version());
    gauge("agent_start_time_seconds", status.startedAt().toEpochMilli() / 1000.0);
    gauge("agent_resident_bytes", status.memory().resident());
    gauge("agent_heap_bytes", status.memory().heap());
    gauge("server_connected", status.server().connected() ? 1 : 0);
    gauge("state_reached", status.applied().equals(status.desired()) ? 1 : 0);
    gauge("problems", status.figures().problems().size());
    gauge("clock_wrong", status.clock().wrong() ? 1 : 0);
    Double offset = status.clock().offsetSeconds();
    if (offset != null) {
      gauge("clock_offset_seconds", offset);
    }
    gauge("certificate_end_time_seconds", status.membership().certificateUntil().getEpochSecond());
  }

  private void machine(MachineFigures machine) {
    gauge("machine_processor_ratio", machine.processor());
    gauge("agent_processor_ratio", machine.agent());
    gauge("machine_memory_bytes", machine.memory());
    gauge("machine_memory_free_bytes", machine.memoryFree());
    gauge("machine_disk_bytes", machine.disk());
    gauge("machine_disk_free_bytes", machine.diskFree());
    if (machine.temperature() != null) {
      gauge("machine_temperature_celsius", machine.temperature());
    }
    counter("machine_network_bytes_total", machine.received(), "direction", "received");
    counter("machine_network_bytes_total", machine.sent(), "direction", "sent");
  }

  private void link(LinkUse.Bytes bytes) {
    String purpose = bytes.purpose().text();
    counter("link_bytes_total", bytes.up(), "purpose", purpose, "direction", "up");
    counter("link_bytes_total", bytes.down(), "purpose", purpose, "direction", "down");
  }

  private void source(SourceStatus source) {
    String name = source.name().text();
    SourceFigures figures = source.figures();
    gauge("source_connected", source.connected() ? 1 : 0, "source", name);
    counter("source_samples_received_total", figures.received(), "source", name);
    counter("source_samples_journalled_total", figures.journalled(), "source", name);
    counter("source_refused_total", figures.refused(), "source", name);
    counter("source_reconnects_total", figures.reconnects(), "source", name);
    gauge("source_lag_seconds", figures.lag() / MICROS, "source", name);
    gauge("source_signals_in_trouble", figures.inTrouble(), "source", name);
  }

  private void lane(LaneAccount account) {
    String lane = account.lane().text();
    counter("journal_records_total", account.made(), "lane", lane, "fate", "made");
    counter("journal_records_total", account.delivered(), "lane", lane, "fate", "delivered");
    counter("journal_records_total", account.dropped(), "lane", lane, "fate", "dropped");
    gauge("journal_pending_records", account.pending(), "lane", lane);
  }

  private void workload(WorkloadStatus workload) {
    String name = workload.name().text();
    boolean runs = workload.state() == WorkloadState.RUNNING;
    gauge(
        "workload_running",
        runs ? 1 : 0,
        "workload",
        name,
        "model",
        workload.model().text(),
        "version",
        String.valueOf(workload.modelVersion()));
    counter("workload_skipped_windows_total", workload.skipped().count(), "workload", name);
    latency(name, "0.5", workload.latency().sampleToJournalP50());
    latency(name, "0.99", workload.latency().sampleToJournalP99());
  }

  /** From the sample that closed a window to the written prediction, of the latest windows. */
  private void latency(String workload, String quantile, long micros) {
    gauge(
        "workload_prediction_seconds", micros / MICROS, "workload", workload, "quantile", quantile);
  }

  /** All priorities, also those of which there is none now: a series does not come and go. */
  private void alarms(AlarmPriority priority, List<Event.Alarm> all) {
    String text = priority.text();
    List<Event.Alarm> told =
        all.stream().filter(one -> one.priority() == priority && !one.liesOnShelf()).toList();
    long raised = told.stream().filter(one -> one.state().isActive()).count();
    long unknown = told.stream().filter(one -> !one.state().isAcknowledged()).count();
    long shelved =
        all.stream().filter(one -> one.priority() == priority && one.liesOnShelf()).count();
    gauge("alarms_raised", raised, "priority", text);
    gauge("alarms_unacknowledged", unknown, "priority", text);
    gauge("alarms_shelved", shelved, "priority", text);
  }

  private void output(OutputStatus output) {
    String name = output.name().text();
    for (OutputStatus.Address place : output.addresses()) {
      String address = place.address();
      gauge("output_allowed", place.allowed() ? 1 : 0, "output", name, "address", address);
      gauge("output_held", place.held() ? 1 : 0, "output", name, "address", address);
      for (OutputStatus.Count writes : place.writes()) {
        counter(
            "output_writes_total",
            writes.count(),
            "output",
            name,
            "address",
            address,
            "result",
            writes.result(),
            "reason",
            writes.reason());
      }
    }
  }

  private void gauge(String name, double value, String... labels) {
    add("gauge", name, value, labels);
  }

  private void counter(String name, double value, String... labels) {
    add("counter", name, value, labels);
  }

  private void add(String kind, String name, double value, String... labels) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      named.put(labels[i], labels[i + 1]);
    }
    metrics.add(new Metric(name, kind, named, value));
  }
}
