package io.orilla.server.overview;

import io.orilla.model.document.StudySpec;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.model.task.ResultDocument.Trial;
import io.orilla.server.document.Declarations;
import io.orilla.server.registry.ModelVersion;
import io.orilla.server.registry.RegisteredModel;
import io.orilla.server.task.Task;
import io.orilla.server.task.TaskResult;
import io.orilla.server.tracking.RunTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The boxes of training: experiment, train and tune, model repository. */
final class TrainingStages {
  private TrainingStages() {}

  static Stage experiment(RunTotals runs) {
    return runs.newest()
        .map(newest -> Stage.counted(runs.count(), "runs", newest.experiment(), newest.startedAt()))
        .orElseGet(Stage::notSetUp);
  }

  static Stage tune(Declarations declared, Optional<Task> tuned) {
    if (declared.all(StudySpec.class).isEmpty()) {
      return Stage.notSetUp();
    }
    List<Double> best =
        bestSoFar(tuned.flatMap(Task::result).map(TaskResult::trials).orElse(List.of()));
    Optional<Instant> at = tuned.flatMap(Task::finishedAt);
    return best.isEmpty() || at.isEmpty()
        ? Stage.silent("no run yet")
        : Stage.of(best.getLast(), "best F1", "of " + best.size() + " trials", at.get())
            .withTrend(best);
  }

  /** After each trial, the best mean over the assets until then. */
  private static List<Double> bestSoFar(List<Trial> trials) {
    List<Double> best = new ArrayList<>();
    double highest = 0;
    for (Trial trial : trials) {
      double mean =
          trial.f1().values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
      highest = Math.max(highest, mean);
      best.add(highest);
    }
    return best;
  }

  static Stage models(List<RegisteredModel> models) {
    if (models.isEmpty()) {
      return Stage.notSetUp();
    }
    long champions = models.stream().filter(model -> model.champion().isPresent()).count();
    List<ModelVersion> versions =
        models.stream().flatMap(model -> model.versions().stream()).toList();
    double worst =
        versions.stream()
            .map(ModelVersion::parity)
            .mapToDouble(Parity::largestRelative)
            .max()
            .orElse(0);
    String context = String.format(Locale.ROOT, "%d versions, parity %.0e", versions.size(), worst);
    Instant at =
        models.stream()
            .map(RegisteredModel::changedAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    return Stage.counted(champions, champions == 1 ? "champion" : "champions", context, at);
  }
}
