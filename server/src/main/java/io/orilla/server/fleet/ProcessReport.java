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
 * @param plans answers to what was asked last, by workload
 */
public record ProcessReport(
    Map<ObjectName, Event.SourceState> sources,
    Map<ObjectName, Event.WorkloadState> workloads,
    Map<ObjectName, Event.Alarm> alarms,
    Map<ObjectName, Event.Planned> plans) {
  static final ProcessReport SILENT = new ProcessReport(Map.of(), Map.of(), Map.of(), Map.of());

  public ProcessReport {
    sources = Ordered.copy(sources);
    workloads = Ordered.copy(workloads);
    alarms = Ordered.copy(alarms);
    plans = Ordered.copy(plans);
  }

  ProcessReport after(Event.SourceState state) {
    return new ProcessReport(with(sources, state.source(), state), workloads, alarms, plans);
  }

  ProcessReport after(Event.WorkloadState state) {
    return new ProcessReport(sources, with(workloads, state.workload(), state), alarms, plans);
  }

  ProcessReport after(Event.Alarm alarm) {
    if (alarm.raised()) {
      return new ProcessReport(sources, workloads, with(alarms, alarm.workload(), alarm), plans);
    }
    Map<ObjectName, Event.Alarm> lasting = new TreeMap<>(alarms);
    lasting.remove(alarm.workload());
    return new ProcessReport(sources, workloads, lasting, plans);
  }

  /** Only the answers to the newest question are kept. */
  ProcessReport after(Event.Planned planned) {
    Map<ObjectName, Event.Planned> answers = new TreeMap<>(plans);
    answers.values().removeIf(answer -> !answer.version().equals(planned.version()));
    answers.put(planned.plan().workload(), planned);
    return new ProcessReport(sources, workloads, alarms, answers);
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
