package io.orilla.server;

import io.orilla.lake.appender.Appender;
import io.orilla.lake.table.Lake;
import io.orilla.model.process.ProgramVersion;
import io.orilla.server.document.Documents;
import io.orilla.server.http.Resource;
import io.orilla.server.mlflow.MlflowResource;
import io.orilla.server.overview.StoredFacts;
import io.orilla.server.registry.ModelOperations;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.replay.PredictionArchive;
import io.orilla.server.replay.ReplayResource;
import io.orilla.server.replay.Replays;
import io.orilla.server.store.Database;
import io.orilla.server.study.StudyResource;
import io.orilla.server.study.StudyRuns;
import io.orilla.server.task.ResultIntake;
import io.orilla.server.task.TaskResource;
import io.orilla.server.task.TaskRunner;
import io.orilla.server.task.TaskSettings;
import io.orilla.server.task.TaskStore;
import io.orilla.server.tracking.ExperimentOperations;
import io.orilla.server.tracking.ExperimentStore;
import io.orilla.server.tracking.LogOperations;
import io.orilla.server.tracking.RunId;
import io.orilla.server.tracking.RunOperations;
import io.orilla.server.tracking.RunResource;
import io.orilla.server.tracking.RunStore;
import io.orilla.server.workflow.WorkflowResource;
import io.orilla.server.workflow.WorkflowRuns;
import java.time.Clock;
import java.util.List;

/** The server's part from raw samples to registered models, put together: tracking and tasks. */
final class Training implements AutoCloseable {
  private final TaskRunner runner;
  private final StoredFacts facts;
  private final List<Resource> resources;

  Training(
      ServerSettings settings,
      Database database,
      Documents documents,
      ModelRegistry registry,
      Lake lake,
      Appender appender,
      PredictionArchive predictions,
      Clock clock) {
    ExperimentStore experiments = new ExperimentStore(database, clock);
    RunStore runs = new RunStore(database, clock);
    MlflowResource mlflow =
        new MlflowResource(
            List.of(
                new ExperimentOperations(experiments),
                new RunOperations(runs, RunId::random),
                new LogOperations(runs),
                new ModelOperations(registry, RunId::random)));
    TaskStore tasks = new TaskStore(database, clock);
    facts = new StoredFacts(lake, registry, runs, tasks);
    TaskSettings taskSettings =
        TaskSettings.in(settings.home().tasks(), settings.worker(), ProgramVersion.TEXT);
    runner =
        new TaskRunner(tasks, new ResultIntake(lake, registry), runs, taskSettings, RunId::random);
    Replays replays = new Replays(predictions, appender, lake, runner, settings.home().blobs());
    resources =
        List.of(
            mlflow,
            new RunResource(experiments, runs),
            new TaskResource(tasks, runner),
            new WorkflowResource(new WorkflowRuns(documents, appender, lake, runner)),
            new StudyResource(new StudyRuns(documents, lake, runner)),
            new ReplayResource(replays));
  }

  /** What the home page shows of it. */
  StoredFacts facts() {
    return facts;
  }

  List<Resource> resources() {
    return resources;
  }

  /** Begins to run tasks; the workers report to this address. */
  void start(String address) {
    runner.start(address);
  }

  @Override
  public void close() {
    runner.close();
  }
}
