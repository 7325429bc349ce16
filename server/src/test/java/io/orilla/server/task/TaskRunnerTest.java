package io.orilla.server.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.lake.table.Version;
import io.orilla.model.error.ErrorCode;
import io.orilla.server.TestModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRunnerTest {
  @TempDir Path home;

  @Test
  void aPreparedTableIsReplacedWholeAndTaggedAndSaysWhereItComesFrom() throws Exception {
    try (TaskServer server = TaskServer.start(home, "works")) {
      Task task = done(server, server.runner.submit(TaskServer.prepare(Optional.of("v1"))));
      assertThat(task.state()).isEqualTo(Task.State.SUCCEEDED);
      var table = server.lake.describe(TaskServer.PREPARED);
      assertThat(table.rows()).isEqualTo(5);
      assertThat(table.snapshots().getFirst().summary())
          .containsEntry("orilla.task", task.id())
          .containsEntry("orilla.workflow", "valves@2")
          .containsEntry("orilla.input", "raw.signals@4711");
      assertThat(task.result().orElseThrow().snapshots())
          .containsEntry("prepared.valves", Long.toString(table.snapshots().getFirst().id()))
          .containsKey("prepared.valves_aside");
      Task second = done(server, server.runner.submit(TaskServer.prepare(Optional.empty())));
      assertThat(second.state()).isEqualTo(Task.State.SUCCEEDED);
      assertThat(server.lake.describe(TaskServer.PREPARED).rows()).isEqualTo(5);
      assertThat(server.lake.scan(TaskServer.PREPARED, Version.tag("v1"), List.of()).snapshot())
          .isEqualTo(table.snapshots().getFirst().id());
    }
    assertOnlyLogsAreLeft();
  }

  @Test
  void aTrainedModelIsRegisteredAndTheTaskSaysAsWhat() {
    try (TaskServer server = TaskServer.start(home, "works")) {
      Task task = done(server, server.runner.submit(TaskServer.tune()));
      assertThat(task.result().orElseThrow().models())
          .extracting(model -> model.model() + " " + model.version())
          .containsExactly("anomaly-loop1 1");
    }
  }

  @Test
  void aWorkerThatDiesIsFollowedByAnotherAndItsRunsAreKilled() throws Exception {
    try (TaskServer server = TaskServer.start(home, "diesOnce")) {
      Task task = done(server, server.runner.submit(TaskServer.tune()));
      assertThat(task.state()).isEqualTo(Task.State.SUCCEEDED);
      assertThat(task.attempt()).isEqualTo(2);
      assertThat(server.registry.model(TestModel.NAME).versions()).hasSize(1);
      assertThat(runStatuses(server)).containsExactly("KILLED");
    }
    assertOnlyLogsAreLeft();
  }

  @Test
  void afterThreeDeadWorkersTheTaskFailsAndSaysWhereToLook() throws Exception {
    try (TaskServer server = TaskServer.start(home, "dies")) {
      Task task = done(server, server.runner.submit(TaskServer.tune()));
      assertThat(task.state()).isEqualTo(Task.State.FAILED);
      assertThat(task.problem().orElseThrow().message())
          .startsWith("3 workers died without an answer, the last with exit code 137; see ")
          .endsWith(task.id() + ".log");
      assertThat(Files.readString(home.resolve("tasks").resolve(task.id() + ".log")))
          .contains("attempt 1", "attempt 2", "attempt 3");
      assertThat(runStatuses(server)).containsExactly("KILLED", "KILLED", "KILLED");
    }
  }

  @Test
  void aWorkerThatHangsIsEndedAtItsTimeLimit() {
    try (TaskServer server = TaskServer.start(home, "hangs", Duration.ofSeconds(3))) {
      Task task = done(server, server.runner.submit(TaskServer.tune()));
      assertThat(task.state()).isEqualTo(Task.State.FAILED);
      assertThat(task.problem().orElseThrow().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(task.pid()).isEmpty();
    }
  }

  @Test
  void aCancelledTaskEndsItsWorker() throws Exception {
    try (TaskServer server = TaskServer.start(home, "hangs")) {
      Task task = running(server, server.runner.submit(TaskServer.tune()));
      ProcessHandle worker = ProcessHandle.of(task.pid().orElseThrow()).orElseThrow();
      Task cancelled = server.runner.cancel(task.id());
      assertThat(cancelled.problem().orElseThrow().code()).isEqualTo(ErrorCode.CANCELLED);
      await().until(() -> !worker.isAlive());
      await().untilAsserted(this::assertOnlyLogsAreLeft);
      assertThat(server.store.find(task.id()).state()).isEqualTo(Task.State.FAILED);
    }
  }

  @Test
  void aServerThatEndsTakesItsWorkersAlongAndTheNextOneDoesTheTask() throws Exception {
    Task task;
    ProcessHandle worker;
    try (TaskServer server = TaskServer.start(home, "hangs")) {
      task = running(server, server.runner.submit(TaskServer.tune()));
      worker = ProcessHandle.of(task.pid().orElseThrow()).orElseThrow();
    }
    assertThat(worker.isAlive()).isFalse();
    try (TaskServer server = TaskServer.start(home, "works")) {
      Task second = done(server, task);
      assertThat(second.state()).isEqualTo(Task.State.SUCCEEDED);
      assertThat(second.attempt()).isEqualTo(2);
    }
    assertOnlyLogsAreLeft();
  }

  /** The state that a kill leaves after the commits and before the task is marked as done. */
  @Test
  void aKillBetweenCommitAndMarkLeavesOneSnapshotAndOneVersion() {
    Task prepare;
    Task tune;
    try (TaskServer server = TaskServer.start(home, "works")) {
      prepare = done(server, server.runner.submit(TaskServer.prepare(Optional.of("v1"))));
      tune = done(server, server.runner.submit(TaskServer.tune()));
      server.database.execute(
          handle ->
              handle.execute(
                  "UPDATE task SET state = 'RUNNING', result = NULL, finished_at = NULL"));
    }
    try (TaskServer server = TaskServer.start(home, "works")) {
      Task again = done(server, prepare);
      assertThat(again.state()).isEqualTo(Task.State.SUCCEEDED);
      assertThat(again.attempt()).isEqualTo(2);
      assertThat(again.result().orElseThrow().snapshots())
          .isEqualTo(prepare.result().orElseThrow().snapshots());
      assertThat(server.lake.describe(TaskServer.PREPARED).snapshots()).hasSize(1);
      assertThat(done(server, tune).result().orElseThrow().models())
          .isEqualTo(tune.result().orElseThrow().models());
      assertThat(server.registry.model(TestModel.NAME).versions()).hasSize(1);
    }
  }

  @Test
  void tasksAreToldOverHttpNewestFirst() throws Exception {
    try (TaskServer server = TaskServer.start(home, "works")) {
      Task task = done(server, server.runner.submit(TaskServer.tune()));
      assertThat(get(server, "/api/v1/tasks?limit=1"))
          .startsWith("[{\"attempt\":1,")
          .contains("\"kind\":\"tune\"", "\"subject\":\"valve-study\"", "\"state\":\"SUCCEEDED\"");
      assertThat(get(server, "/api/v1/tasks/" + task.id())).contains("\"version\":1");
      assertThat(get(server, "/api/v1/tasks/none")).contains("there is no task 'none'");
    }
  }

  private static Task done(TaskServer server, Task task) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> server.store.find(task.id()).finishedAt().isPresent());
    return server.store.find(task.id());
  }

  private static Task running(TaskServer server, Task task) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> server.store.find(task.id()).pid().isPresent());
    return server.store.find(task.id());
  }

  private static List<String> runStatuses(TaskServer server) throws Exception {
    return Stream.of(get(server, "/api/v1/runs").split("\"status\":\""))
        .skip(1)
        .map(text -> text.substring(0, text.indexOf('"')))
        .toList();
  }

  private static String get(TaskServer server, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private void assertOnlyLogsAreLeft() throws IOException {
    try (Stream<Path> left = Files.list(home.resolve("tasks"))) {
      assertThat(left).allMatch(file -> file.toString().endsWith(".log"));
    }
  }
}
