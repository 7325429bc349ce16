package io.orilla.server.task;

import io.orilla.lake.table.Lake;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.document.Clean;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.StudySpec;
import io.orilla.model.document.TableName;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.model.task.TableInput;
import io.orilla.model.task.TaskSpec;
import io.orilla.server.TestModel;
import io.orilla.server.http.HttpListener;
import io.orilla.server.mlflow.MlflowResource;
import io.orilla.server.registry.ModelRegistry;
import io.orilla.server.store.Database;
import io.orilla.server.tracking.ExperimentStore;
import io.orilla.server.tracking.RunId;
import io.orilla.server.tracking.RunOperations;
import io.orilla.server.tracking.RunResource;
import io.orilla.server.tracking.RunStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runner, lake, registry and tracking over one home, as a server has them. */
final class TaskServer implements AutoCloseable {
  static final TableName PREPARED = new TableName("prepared.valves");
  private static final ObjectName NAME = new ObjectName("valves");

  final Database database;
  final Lake lake;
  final ModelRegistry registry;
  final TaskStore store;
  final TaskRunner runner;
  final RunStore runs;
  private final HttpListener listener;

  /**
   * @param behaviour of its {@link TestWorker}s
   */
  TaskServer(Path home, String behaviour, Duration timeLimit) {
    Clock clock = Clock.systemUTC();
    database = Database.open(home.resolve("orilla.db"));
    lake = Lake.open(home.resolve("lake"));
    registry = new ModelRegistry(database, new BlobStore(home.resolve("blobs")), clock);
    runs = new RunStore(database, clock);
    store = new TaskStore(database, clock);
    TaskSettings settings =
        TaskSettings.in(home.resolve("tasks"), TestWorker.command(behaviour), "0.1.0")
            .withTimeLimit(timeLimit);
    runner = new TaskRunner(store, new ResultIntake(lake, registry), runs, settings, RunId::random);
    listener =
        HttpListener.plain(
            new HttpListener.Address("127.0.0.1", 0, "--port", 1 << 20),
            context -> {},
            List.of(
                new MlflowResource(List.of(new RunOperations(runs, RunId::random))),
                new RunResource(new ExperimentStore(database, clock), runs),
                new TaskResource(store, runner)));
  }

  static TaskServer start(Path home, String behaviour) {
    return start(home, behaviour, Duration.ofMinutes(2));
  }

  static TaskServer start(Path home, String behaviour, Duration timeLimit) {
    TaskServer server = new TaskServer(home, behaviour, timeLimit);
    server.runner.start(server.address());
    return server;
  }

  String address() {
    return "http://127.0.0.1:" + listener.port();
  }

  static TaskOrder prepare(Optional<String> tag) {
    return new TaskOrder(
        "valves", new TaskSpec.Prepare(NAME, 2, workflow(), workflow().assets(), raw()), tag);
  }

  static TaskOrder tune() {
    LabelSetSpec labels = new LabelSetSpec(List.of(), List.of());
    StudySpec study = new StudySpec(NAME, NAME, 20, NAME, 7, Map.of("t2", Map.of()));
    return TaskOrder.of(
        "valve-study",
        new TaskSpec.Tune(NAME, 1, study, workflow(), raw(), "valve-faults@1", labels));
  }

  private static TableInput raw() {
    return new TableInput(TableName.RAW_SIGNALS, 4711, List.of(), List.of());
  }

  private static WorkflowSpec workflow() {
    Duration second = Duration.ofSeconds(1);
    return new WorkflowSpec(
        List.of(TestModel.LOOP1),
        List.of(new Preparation.Column("pressure", "bar")),
        new Clean(second, second.multipliedBy(5), second, second),
        List.of(),
        PREPARED);
  }

  @Override
  public void close() {
    runner.close();
    listener.close();
    lake.close();
    database.close();
  }
}
