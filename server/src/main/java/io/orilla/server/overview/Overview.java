package io.orilla.server.overview;

import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.AssetName;
import io.orilla.server.alarm.Alarm;
import io.orilla.server.table.TableReport;
import io.orilla.server.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the home page shows, as known at one moment.
 *
 * @param stages by name: ingestion, clean, validate, transform, label, experiment, tune, models,
 *     deploy, prediction, log
 * @param assets what the models see
 * @param alarms those that are active
 */
public record Overview(
    Instant at,
    List<NodeBox> nodes,
    Journal journal,
    DataEngineering dataEngineering,
    DataScience dataScience,
    Map<String, Stage> stages,
    List<TableReport> tables,
    List<AssetScores> assets,
    List<Alarm> alarms) {

  /**
   * The same, said to be of another moment; what is the same but for its moment has not changed.
   */
  Overview withAt(Instant other) {
    return new Overview(
        other, nodes, journal, dataEngineering, dataScience, stages, tables, assets, alarms);
  }

  /**
   * A node at the plant's edge.
   *
   * @param connected heard of lately
   * @param concern revoked, quarantined or safe mode; absent when it is none of them
   * @param lastSaid how it was when it was last heard
   */
  public record NodeBox(
      ObjectName name,
      int signals,
      String connectors,
      Optional<Instant> lastSeen,
      boolean connected,
      Optional<String> concern,
      String lastSaid,
      long pending,
      List<AssetBox> assets) {}

  /** An asset beside its node; {@code score} of its newest window, which ended at {@code at}. */
  public record AssetBox(
      AssetName name, Optional<Double> score, Optional<Instant> alarmSince, Optional<Instant> at) {}

  /** The balance of all nodes' journals. */
  public record Journal(long made, long delivered, long pending, long dropped, boolean balanced) {}

  /** From raw samples to prepared tables: the workflow that ran last. */
  public record DataEngineering(Optional<String> workflow, Optional<Task> task) {}

  /** From tables to models: the study that ran last. */
  public record DataScience(
      Optional<String> study, Optional<Task> task, Optional<Integer> trials) {}

  /**
   * The last minutes of an asset's score, in event time.
   *
   * @param time ends of the windows, µs UTC
   * @param score in multiples of the limit
   */
  public record AssetScores(
      AssetName name,
      ObjectName node,
      Optional<ObjectName> model,
      Optional<Integer> version,
      List<Long> time,
      List<Double> score) {}
}
