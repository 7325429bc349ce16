package io.orilla.server.fleet;

import io.orilla.model.alarm.AlarmState;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Ordered;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node said last of each source, workload, alarm and output.
 *
 * @param alarms by name, those that somebody has to look at
 * @param plans answers to what was asked last, by workload
 * @param writes the last one to each address of each output
 */
public record ProcessReport(
    Map<ObjectName, Event.SourceState> sources,
    Map<ObjectName, Event.WorkloadState> workloads,
    Map<ObjectName, Event.Alarm> alarms,
    Map<ObjectName, Event.Planned> plans,
    List<Event.Write> writes) {
  private static final int MOST_WRITES = 500;

  static final ProcessReport SILENT =
      new ProcessReport(Map.of(), Map.of(), Map.of(), Map.of(), List.of());

  public ProcessReport {
    sources = Ordered.copy(sources);
    workloads = Ordered.copy(workloads);
    alarms = Ordered.copy(alarms);
    plans = Ordered.copy(plans);
    writes = List.copyOf(writes);
  }

  ProcessReport after(Event.SourceState state) {
    return new ProcessReport(
        with(sources, state.source(), state), workloads, alarms, plans, writes);
  }

  ProcessReport after(Event.WorkloadState state) {
    return new ProcessReport(
        sources, with(workloads, state.workload(), state), alarms, plans, writes);
  }

  ProcessReport after(Event.Alarm alarm) {
    Map<ObjectName, Event.Alarm> standing = new TreeMap<>(alarms);
    if (alarm.state() == AlarmState.NORMAL) {
      standing.remove(alarm.alarm());
    } else {
      standing.put(alarm.alarm(), alarm);
    }
    return new ProcessReport(sources, workloads, standing, plans, writes);
  }

  /** Only the answers to the newest question are kept. */
  ProcessReport after(Event.Planned planned) {
    Map<ObjectName, Event.Planned> answers = new TreeMap<>(plans);
    answers.values().removeIf(answer -> !answer.version().equals(planned.version()));
    answers.put(planned.plan().workload(), planned);
    return new ProcessReport(sources, workloads, alarms, answers, writes);
  }

  ProcessReport after(Event.Write write) {
    List<Event.Write> latest = new ArrayList<>(writes);
    latest.removeIf(before -> isSamePlace(before, write.output(), write.address()));
    latest.addFirst(write);
    return new ProcessReport(
        sources, workloads, alarms, plans, latest.subList(0, Math.min(latest.size(), MOST_WRITES)));
  }

  static boolean isSamePlace(Event.Write write, ObjectName output, String address) {
    return write.output().equals(output) && write.address().equals(address);
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
