package io.orilla.server.fleet;

import io.orilla.model.content.Digest;
import io.orilla.model.content.Ordered;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node said last of each source and workload.
 *
 * @param alarms by workload, those that last
 */
public record ProcessReport(
    Map<ObjectName, Event.SourceState> sources,
    Map<ObjectName, Event.WorkloadState> workloads,
    Map<ObjectName, Event.Alarm> alarms) {
  static final ProcessReport SILENT = new ProcessReport(Map.of(), Map.of(), Map.of());

  public ProcessReport {
    sources = Ordered.copy(sources);
    workloads = Ordered.copy(workloads);
    alarms = Ordered.copy(alarms);
  }

  ProcessReport after(Event.SourceState state) {
    return new ProcessReport(with(sources, state.source(), state), workloads, alarms);
  }

  ProcessReport after(Event.WorkloadState state) {
    return new ProcessReport(sources, with(workloads, state.workload(), state), alarms);
  }

  ProcessReport after(Event.Alarm alarm) {
    if (alarm.raised()) {
      return new ProcessReport(sources, workloads, with(alarms, alarm.workload(), alarm));
    }
    Map<ObjectName, Event.Alarm> lasting = new TreeMap<>(alarms);
    lasting.remove(alarm.workload());
    return new ProcessReport(sources, workloads, lasting);
  }

  /** Whether a workload runs this bundle. */
  boolean runs(Digest bundle) {
    return workloads.values().stream()
        .anyMatch(said -> said.state().equals("RUNNING") && said.bundle().equals(bundle));
  }

  private static <T> Map<ObjectName, T> with(Map<ObjectName, T> map, ObjectName key, T value) {
    Map<ObjectName, T> changed = new TreeMap<>(map);
    changed.put(key, value);
    return changed;
  }
}
