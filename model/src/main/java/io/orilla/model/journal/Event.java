package io.orilla.model.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.Plan;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.node.NodeFigures;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
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
  @JsonSubTypes.Type(value = Event.Alarm.class, name = "alarm")
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
   * The detector began ({@code raised}) or ceased to fire. {@code score} is in multiples of the
   * limit.
   */
  record Alarm(
      long time,
      AssetName asset,
      ObjectName workload,
      boolean raised,
      double score,
      String prediction,
      long windowEnd)
      implements Event {}
}
