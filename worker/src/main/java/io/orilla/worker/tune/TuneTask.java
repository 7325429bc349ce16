package io.orilla.worker.tune;

import io.orilla.lake.duck.DuckDb;
import io.orilla.learning.evaluation.AssetRows;
import io.orilla.learning.study.Grid;
import io.orilla.learning.study.Study;
import io.orilla.learning.study.TrialResult;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.ResultDocument.TrainedModel;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import io.orilla.worker.ResultParts;
import io.orilla.worker.TaskDatabase;
import io.orilla.worker.tracking.TrackingClient;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the trials of a study and makes the models of the best ones. */
public final class TuneTask {
  private static final String BUNDLES = "bundles";

  private final TaskDocument task;
  private final TaskSpec.Tune tune;
  private final Path folder;
  private final Clock clock;

  private TuneTask(TaskDocument task, TaskSpec.Tune tune, Path folder, Clock clock) {
    this.task = task;
    this.tune = tune;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Each trial is recorded as a run at the task's server while the study goes on.
   *
   * @param folder the task's own folder: bundles go into its {@code bundles}
   * @throws OrillaException when rows or grid do not do, the server cannot record runs, or a graph
   *     is not what was trained
   */
  public static ResultParts run(TaskDocument task, TaskSpec.Tune tune, Path folder) {
    return new TuneTask(task, tune, folder, Clock.systemUTC()).run();
  }

  private ResultParts run() {
    List<AssetRows> assets = assets();
    List<ObjectName> names =
        ModelNames.of(tune.spec().model(), assets.stream().map(AssetRows::asset).toList());
    Study study = new Study(tune.spec().trainingRows(), assets);
    try (HttpClient http = HttpClient.newHttpClient()) {
      TrackingClient tracking = new TrackingClient(task.server(), http, clock);
      List<RecordedTrial> trials =
          new TrialRuns(task, tune, tracking).run(study, Grid.expand(tune.spec().grid()));
      return ResultParts.tuned(
          Map.of(
              "trials",
              (long) trials.size(),
              "rows",
              assets.stream().mapToLong(asset -> asset.rows().size()).sum()),
          models(assets, names, trials),
          trials.stream().map(RecordedTrial::trial).toList());
    }
  }

  private List<AssetRows> assets() {
    Preparation preparation = tune.workflow().preparation();
    try (DuckDb database = TaskDatabase.open(folder, tune.prepared())) {
      PreparedRows rows = new PreparedRows(database, tune.prepared(), preparation, tune.labels());
      return tune.workflow().assets().stream().map(rows::of).toList();
    }
  }

  private List<TrainedModel> models(
      List<AssetRows> assets, List<ObjectName> names, List<RecordedTrial> trials) {
    ModelMaker maker = new ModelMaker(task, tune, new BlobStore(folder.resolve(BUNDLES)), clock);
    List<TrialResult> results = trials.stream().map(RecordedTrial::result).toList();
    List<TrainedModel> models = new ArrayList<>();
    for (int i = 0; i < assets.size(); i++) {
      AssetRows asset = assets.get(i);
      RecordedTrial winner = trials.get(Study.winner(results, asset.asset()));
      models.add(maker.make(names.get(i), asset, winner));
    }
    return models;
  }
}
