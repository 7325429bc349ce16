package io.orilla.worker.replay;

import io.orilla.lake.duck.DuckDb;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.prediction.Prediction.Consumed;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.ResultDocument.Replayed;
import io.orilla.model.task.TaskSpec;
import io.orilla.worker.ResultParts;
import io.orilla.worker.TaskDatabase;
import io.orilla.worker.samples.RawSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Feeds stored samples, in the order a node had journalled them, to the evaluator and the models
 * again, and compares bits. One pass serves all predictions that began with the same sample.
 */
public final class ReplayTask {
  private final TaskSpec.Replay task;
  private final Models models;
  private final Map<String, Replayed> results = new HashMap<>();

  private ReplayTask(TaskSpec.Replay task, Models models) {
    this.task = task;
    this.models = models;
  }

  public static ResultParts run(TaskSpec.Replay task, Path folder) {
    try (DuckDb database = TaskDatabase.open(folder, task.signals());
        Models models = new Models(Path.of(task.blobs()))) {
      return new ReplayTask(task, models).run(new RawSamples(database, task.signals()));
    }
  }

  /** What one evaluator on a node had seen. */
  private record Origin(
      ObjectName node, JournalEpoch epoch, AssetName asset, long from, Preparation preparation) {}

  private ResultParts run(RawSamples samples) {
    byOrigin().forEach((origin, predictions) -> pass(samples, origin, predictions));
    List<Replayed> replayed = task.predictions().stream().map(this::result).toList();
    long equal = replayed.stream().filter(Replayed::equal).count();
    return ResultParts.replayed(Map.of("tried", (long) replayed.size(), "equal", equal), replayed);
  }

  private Map<Origin, List<Prediction>> byOrigin() {
    Map<Origin, List<Prediction>> origins = new LinkedHashMap<>();
    for (Prediction prediction : task.predictions()) {
      try {
        Consumed consumed = prediction.samples();
        Preparation preparation = models.load(prediction.model()).preparation();
        Origin origin =
            new Origin(
                prediction.node(),
                consumed.epoch(),
                prediction.asset(),
                consumed.from(),
                preparation);
        origins.computeIfAbsent(origin, any -> new ArrayList<>()).add(prediction);
      } catch (OrillaException e) {
        results.put(prediction.id(), Pass.notReplayable(prediction, e.text()));
      }
    }
    return origins;
  }

  private void pass(RawSamples samples, Origin origin, List<Prediction> predictions) {
    Pass pass = new Pass(origin.preparation, predictions, models, results);
    long through =
        predictions.stream().mapToLong(any -> any.samples().through()).max().orElseThrow();
    samples.journalled(
        origin.node, origin.asset, new Consumed(origin.epoch, origin.from, through), pass::accept);
  }

  private Replayed result(Prediction prediction) {
    Replayed result = results.get(prediction.id());
    return result != null
        ? result
        : Pass.notReplayable(prediction, "the stored samples do not close its window");
  }
}
