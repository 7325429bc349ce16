package io.orilla.server.fleet;

import io.orilla.model.command.Action;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node has said of itself until now, folded from its events in their order; immutable.
 *
 * @param read how far the events lane is folded in; absent before the first event
 * @param gaps the latest gaps, newest first
 * @param losses the latest records that were given up, newest first
 * @param events the latest events, newest first
 */
public record NodeState(
    @Nullable Read read,
    AgentReport agent,
    ProcessReport process,
    List<Event.Gap> gaps,
    List<Event.Dropped> losses,
    List<Event> events) {
  private static final int KEPT_EVENTS = 100;
  private static final int KEPT_GAPS = 200;
  private static final int KEPT_LOSSES = 50;

  static final NodeState SILENT =
      new NodeState(
          null, AgentReport.SILENT, ProcessReport.SILENT, List.of(), List.of(), List.of());

  public NodeState {
    gaps = List.copyOf(gaps);
    losses = List.copyOf(losses);
    events = List.copyOf(events);
  }

  /** A place in the events lane, the record there included. */
  public record Read(JournalEpoch epoch, long through) {}

  boolean hasRead(JournalEpoch epoch, long sequence) {
    return read != null && read.epoch().equals(epoch) && sequence <= read.through();
  }

  NodeState reached(JournalEpoch epoch, long sequence) {
    return new NodeState(new Read(epoch, sequence), agent, process, gaps, losses, events);
  }

  NodeState after(Event event) {
    if (event instanceof Event.CommandState command && Action.asks(command.kind())) {
      return this;
    }
    NodeState told =
        new NodeState(read, agent, process, gaps, losses, latest(event, events, KEPT_EVENTS));
    return switch (event) {
      case Event.AgentStarted started -> told.with(agent.after(started));
      case Event.StateApplied state -> told.with(agent.after(state));
      case Event.StateRefused state -> told.with(agent.after(state));
      case Event.Measured measured -> with(agent.after(measured));
      case Event.SourceState state -> told.with(process.after(state));
      case Event.WorkloadState state -> told.with(process.after(state));
      case Event.Alarm alarm -> told.with(process.after(alarm));
      case Event.Write write -> (write.state().isNews() ? told : this).with(process.after(write));
      case Event.Gap gap ->
          new NodeState(read, agent, process, latest(gap, gaps, KEPT_GAPS), losses, told.events);
      case Event.Dropped loss ->
          new NodeState(read, agent, process, gaps, latest(loss, losses, KEPT_LOSSES), told.events);
      case Event.SafeMode mode -> told.with(agent.after(mode));
      case Event.Planned planned -> told.with(process.after(planned));
      case Event.ModelSwapped _, Event.BlobRefused _ -> told;
      case Event.AlarmFlood _, Event.OutputsAllowed _ -> told;
      case Event.WindowsSkipped _, Event.SettingsRefused _, Event.CommandState _ -> told;
    };
  }

  private NodeState with(AgentReport report) {
    return new NodeState(read, report, process, gaps, losses, events);
  }

  private NodeState with(ProcessReport report) {
    return new NodeState(read, agent, report, gaps, losses, events);
  }

  private static <T> List<T> latest(T newest, List<T> before, int kept) {
    List<T> latest = new ArrayList<>(before.subList(0, Math.min(before.size(), kept - 1)));
    latest.addFirst(newest);
    return latest;
  }
}
