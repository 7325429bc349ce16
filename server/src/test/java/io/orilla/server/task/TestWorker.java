package io.orilla.server.task;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.content.Json;
import io.orilla.model.document.TableName;
import io.orilla.model.process.ParentPipe;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.ResultDocument.TrainedModel;
import io.orilla.model.task.TableOutput;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import io.orilla.server.TestModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A worker process with behaviour on demand: {@code works}, {@code dies}, {@code hangs} … */
public final class TestWorker {
  private final TaskDocument task;
  private final Path folder;

  private TestWorker(Path folder) throws Exception {
    this.folder = folder;
    this.task =
        Json.read(Files.readAllBytes(folder.resolve(TaskDocument.FILE)), TaskDocument.class);
  }

  /** The command line of such a worker, for the server's settings. */
  public static List<String> command(String behaviour) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "--enable-native-access=ALL-UNNAMED",
        TestWorker.class.getName(),
        behaviour);
  }

  /** Arguments: the behaviour, the task's folder. */
  public static void main(String[] arguments) throws Exception {
    ParentPipe.watch(() -> Runtime.getRuntime().halt(3));
    TestWorker worker = new TestWorker(Path.of(arguments[1]));
    System.out.println(
        "attempt " + worker.task.attempt() + " in " + System.getProperty("java.io.tmpdir"));
    switch (arguments[0]) {
      case "works" -> worker.work();
      case "dies" -> worker.die();
      case "diesOnce" -> worker.dieOrWork();
      case "hangs" -> worker.hang();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private void dieOrWork() throws Exception {
    if (task.attempt() == 1) {
      die();
    }
    work();
  }

  private void die() throws Exception {
    startRun();
    Files.writeString(folder.resolve(ResultDocument.FILE + ".partial"), "{\"id\":");
    Runtime.getRuntime().halt(137);
  }

  private void hang() throws Exception {
    startRun();
    new CountDownLatch(1).await();
  }

  private void startRun() throws Exception {
    String body =
        """
        {"experiment_id": "0", "tags": [{"key": "orilla.task", "value": "%s"},
         {"key": "orilla.attempt", "value": "%d"}]}
        """
            .formatted(task.id(), task.attempt());
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create(task.server() + "/api/2.0/mlflow/runs/create"))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }

  private void work() throws Exception {
    switch (task.spec()) {
      case TaskSpec.Prepare prepare -> answer(List.of(rows(prepare), aside(prepare)), List.of());
      case TaskSpec.Tune tune -> {
        BlobStore bundles = new BlobStore(folder.resolve("bundles"));
        answer(List.of(), List.of(TestModel.write(bundles, "run-" + task.attempt())));
      }
      case TaskSpec.Replay replay -> answer(List.of(), List.of());
    }
  }

  private TableOutput rows(TaskSpec.Prepare prepare) throws Exception {
    return write(
        prepare.spec().table(),
        "rows.parquet",
        """
        SELECT 'riva/hall1/water/loop1' AS asset, make_timestamptz(i * 1000000) AS time,
          i::DOUBLE AS pressure, 0::INTEGER AS held, 'GOOD' AS quality FROM range(5) t(i)
        """);
  }

  private TableOutput aside(TaskSpec.Prepare prepare) throws Exception {
    return write(
        prepare.spec().asideTable(),
        "aside.parquet",
        """
        SELECT 'riva/hall1/water/loop1' AS asset, 'pressure' AS signal,
          make_timestamptz(7) AS time, 99.0::DOUBLE AS value, 0::BIGINT AS status_code,
          'range(pressure)' AS rule
        """);
  }

  private TableOutput write(TableName table, String file, String select) throws Exception {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + folder.resolve(file) + "' (FORMAT parquet)");
    }
    return new TableOutput(table, file, 5);
  }

  private void answer(List<TableOutput> tables, List<TrainedModel> models) throws Exception {
    ResultDocument result =
        new ResultDocument(
            task.id(), null, Map.of("rows", 5L), tables, models, List.of(), List.of(), 1);
    Path partial = folder.resolve(ResultDocument.FILE + ".partial");
    Files.write(partial, Json.bytes(result));
    Files.move(partial, folder.resolve(ResultDocument.FILE), StandardCopyOption.ATOMIC_MOVE);
  }
}
