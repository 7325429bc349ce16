package io.orilla.model.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.orilla.model.alarm.AlarmLimit;
import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.alarm.AlarmShelf;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.Plan;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.node.NodeFigures;
import io.orilla.model.output.WriteState;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened on a node; a record of the events lane. Times are µs UTC. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.AgentStarted.class, name = "agent-started"),
  @JsonSubTypes.Type(value = Event.SourceState.class, name = "source-state"),
  @JsonSubTypes.Type(value = Event.Gap.class, name = "gap"),
  @JsonSubTypes.Type(value = Event.Dropped.class, name = "dropped"),
  @JsonSubTypes.Type(value = Event.StateApplied.class, name = "state-applied"),
  @JsonSubTypes.Type(value = Event.StateRefused.class, name = "state-refused"),
  @JsonSubTypes.Type(value = Event.SettingsRefused.class, name = "settings-refused"),
  @JsonSubTypes.Type(value = Event.CommandState.class, name = "command-state"),
  @JsonSubTypes.Type(value = Event.WorkloadState.class, name = "workload-state"),
  @JsonSubTypes.Type(value = Event.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = Event.SafeMode.class, name = "safe-mode"),
  @JsonSubTypes.Type(value = Event.BlobRefused.class, name = "blob-refused"),
  @JsonSubTypes.Type(value = Event.ModelSwapped.class, name = "model-swapped"),
  @JsonSubTypes.Type(value = Event.Measured.class, name = "measured"),
  @JsonSubTypes.Type(value = Event.WindowsSkipped.class, name = "windows-skipped"),
  @JsonSubTypes.Type(value = Event.Alarm.class, name = "alarm"),
  @JsonSubTypes.Type(value = Event.AlarmFlood.class, name = "alarm-flood"),
  @JsonSubTypes.Type(value = Event.Write.class, name = "write"),
  @JsonSubTypes.Type(value = Event.OutputsAllowed.class, name = "outputs-allowed")
})
public sealed interface Event {
  /** When it happened, by the node's clock. */
  long time();

  /** The agent began to work, after a stop or a kill. */
  record AgentStarted(long time, String version, JournalEpoch epoch) implements Event {}

  /** A source is {@code connected} or {@code disconnected}, with what is known of why. */
  record SourceState(long time, ObjectName source, boolean connected, String reason)
      implements Event {}

  /**
   * Samples of a signal may be missing between two that were journalled.
   *
   * @param after source time of the last sample before; 0 when there was none
   * @param before source time of the first sample after
   */
  record Gap(
      long time, ObjectName source, SignalName signal, long after, long before, String reason)
      implements Event {}

  /** Journalled records were given up before they were delivered. */
  record Dropped(long time, Lane lane, long first, long last, long count, String reason)
      implements Event {}

  /** How the node stands, now and then; no news. */
  record Measured(long time, NodeFigures figures) implements Event {}

  record StateApplied(long time, StateVersion version) implements Event {}

  /** A desired state was not taken over; the node goes on with the one it has. */
  record StateRefused(long time, @Nullable StateVersion version, String reason) implements Event {}

  /** The node's settings file is wrong; the node runs with the one before. */
  record SettingsRefused(long time, String reason) implements Event {}

  /**
   * What became of a command.
   *
   * @param state as in {@link io.orilla.model.command.CommandState}
   */
  record CommandState(long time, String command, String kind, String state, String detail)
      implements Event {}

  /** A workload moved to another state of its life. */
  record WorkloadState(
      long time, ObjectName workload, String state, long generation, Digest bundle, String reason)
      implements Event {}

  /** What would become of a workload that the state of this version only plans. */
  record Planned(long time, StateVersion version, Plan plan) implements Event {}

  /**
   * The agent crashed again and again and starts only what proved good ({@code on}), or no more.
   */
  record SafeMode(long time, boolean on, String reason) implements Event {}

  /** A blob was not what its digest says; it was set aside and is fetched again. */
  record BlobRefused(long time, Digest blob, String reason) implements Event {}

  /**
   * Another model became champion; the first window it decided ends at {@code firstWindow}.
   *
   * @param from the model before, absent for the first
   */
  record ModelSwapped(
      long time,
      ObjectName workload,
      AssetName asset,
      @Nullable Digest from,
      Digest to,
      long firstWindow)
      implements Event {}

  /**
   * A shadow was too slow and left windows out.
   *
   * @param first end of the first one
   * @param last end of the last one
   */
  record WindowsSkipped(
      long time,
      ObjectName workload,
      AssetName asset,
      long first,
      long last,
      long count,
      String reason)
      implements Event {}

  /**
   * An alarm moved to another state; each says all that is to be known of it.
   *
   * @param alarm its document's name, or the workload's for a champion's own
   * @param raisedAt end of the window, or source time of the sample, that raised it last
   * @param at end of the window, or source time of the sample, that moved it; or when somebody
   *     acknowledged it
   * @param value that moved it; of a detector in multiples of its limit
   * @param limit that its rule sets; absent for a champion's own
   * @param workload whose prediction it was; absent for a signal's
   * @param by who acknowledged it
   * @param text what somebody is to do about it
   * @param shelf where it was put aside; absent when nobody did
   */
  record Alarm(
      long time,
      ObjectName alarm,
      AssetName asset,
      AlarmPriority priority,
      AlarmState state,
      long raisedAt,
      long at,
      double value,
      @Nullable AlarmLimit limit,
      @Nullable ObjectName workload,
      @Nullable String prediction,
      @Nullable SignalName signal,
      @Nullable String by,
      @Nullable String text,
      @Nullable AlarmShelf shelf)
      implements Event {

    /** Whether it is put aside. */
    public boolean liesOnShelf() {
      return shelf != null && shelf.lasts();
    }

    private @Nullable AlarmShelf lastingShelf() {
      return liesOnShelf() ? shelf : null;
    }

    /** Moved by somebody, or by the end of what it is on. */
    public Alarm moved(long now, AlarmState next, @Nullable String who) {
      return new Alarm(
          now,
          alarm,
          asset,
          priority,
          next,
          raisedAt,
          now,
          value,
          limit,
          workload,
          prediction,
          signal,
          who,
          text,
          lastingShelf());
    }

    /** The same on another shelf, or on none. */
    public Alarm on(@Nullable AlarmShelf other, long now) {
      return new Alarm(
          now,
          alarm,
          asset,
          priority,
          state,
          raisedAt,
          at,
          value,
          limit,
          workload,
          prediction,
          signal,
          by,
          text,
          other);
    }

    /** The same where it lay before. */
    public Alarm onShelfOf(Alarm before) {
      return on(before.lastingShelf(), time);
    }
  }

  /**
   * More alarms at a time than anybody can look at: those beyond are not told, until it is over and
   * they still are so.
   *
   * @param lasts false at its end
   * @param since when it began
   * @param count how often an alarm was held back until now
   * @param alarms which, at most 100
   */
  record AlarmFlood(long time, boolean lasts, long since, long count, List<ObjectName> alarms)
      implements Event {
    public AlarmFlood {
      alarms = List.copyOf(alarms);
    }
  }

  /**
   * Something was written to the plant, or was to be.
   *
   * @param before what stood there; absent where that cannot be read
   * @param asked what was to be written
   * @param after what stood there then; absent where that was not read
   * @param reason of all but DONE
   * @param cause why it was written: {@code prediction}, {@code alarm}, or what the fail-safe value
   *     is for
   * @param prediction id of the prediction that asked for it
   * @param alarm the alarm that did
   * @param passedOver how many values were asked for since the last event, and not written as newer
   *     ones came or the same happened again
   */
  record Write(
      long time,
      ObjectName output,
      String address,
      WriteState state,
      @Nullable String before,
      String asked,
      @Nullable String after,
      String reason,
      String cause,
      @Nullable String prediction,
      @Nullable ObjectName alarm,
      long passedOver)
      implements Event {}

  /**
   * The node's file of permissions was taken over.
   *
   * @param addresses how many it allows; none where the file is absent or wrong
   * @param reason why it is not taken; empty when it is
   */
  record OutputsAllowed(long time, int addresses, String reason) implements Event {}
}
