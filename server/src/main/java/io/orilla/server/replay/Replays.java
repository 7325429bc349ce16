package io.orilla.server.replay;

import io.orilla.lake.appender.Appender;
import io.orilla.lake.table.Lake;
import io.orilla.model.document.TableName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.task.TaskSpec;
import io.orilla.server.task.Task;
import io.orilla.server.task.TaskOrder;
import io.orilla.server.task.TaskRunner;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts replays: predictions computed again from the stored samples, and compared bit by bit. */
public final class Replays {
  private static final int MOST = 10_000;

  private final PredictionArchive archive;
  private final Appender appender;
  private final Lake lake;
  private final TaskRunner runner;
  private final Path blobs;

  /**
   * @param blobs the folder of the blob store that holds the bundles
   */
  public Replays(
      PredictionArchive archive, Appender appender, Lake lake, TaskRunner runner, Path blobs) {
    this.archive = archive;
    this.appender = appender;
    this.lake = lake;
    this.runner = runner;
    this.blobs = blobs;
  }

  /**
   * Computes predictions again.
   *
   * @throws OrillaException DOES_NOT_EXIST when an id is not known
   */
  public Task replay(List<String> ids) {
    Set<String> wanted = new HashSet<>(ids);
    if (wanted.isEmpty() || wanted.size() > MOST) {
      throw OrillaException.invalid(
          "give 1 to " + MOST + " ids of predictions; there are " + wanted.size());
    }
    appender.commitNow();
    List<Prediction> predictions = archive.find(List.copyOf(wanted));
    predictions.forEach(prediction -> wanted.remove(prediction.id()));
    if (!wanted.isEmpty()) {
      throw OrillaException.notFound("no prediction has the id " + String.join(", ", wanted));
    }
    return runner.submit(
        TaskOrder.of(
            subject(predictions),
            new TaskSpec.Replay(predictions, lake.scan(TableName.RAW_SIGNALS), blobs.toString())));
  }

  private static String subject(List<Prediction> predictions) {
    return predictions.stream()
        .map(prediction -> prediction.asset().text())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
