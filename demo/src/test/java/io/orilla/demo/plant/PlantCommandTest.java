package io.orilla.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.demo.ledger.Ledger;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ParentPipe;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The plant as the demonstration starts it: a process of its own. */
class PlantCommandTest {
  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void aPlantSaysWhenItIsReadyAndEndsWhenItIsToldTo() throws Exception {
    Process process = start();
    PlantCommand.Ready ready = ready();
    assertThat(ready.pid()).isEqualTo(process.pid());
    assertThat(ready.endpoint()).startsWith("opc.tcp://127.0.0.1:");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> status =
          http.send(
              HttpRequest.newBuilder(URI.create(ready.control() + "/status")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(Json.read(status.body(), PlantStatus.class).assets()).hasSize(4);
    }
    assertThat(Ledger.read(folder.resolve("ledger.csv"))).isEmpty();
    process.destroy();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isIn(0, 143);
  }

  @Test
  void aPlantEndsWithTheOneThatStartedIt() throws Exception {
    Process process = start();
    ready();
    process.getOutputStream().close();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void wrongOptionsAreRefusedWithARemedy() {
    assertThat(refusal("--recordings", "0,5")).contains("--recordings needs 4 numbers");
    assertThat(refusal("--data", folder.toString())).contains("give --data the folder that holds");
    assertThat(refusal("--start", "2026-01-01T00:00:00.5Z")).contains("must be a whole second");
    assertThat(refusal("--pace", "-1")).contains("rowsPerSecond -1.0 must lie in");
  }

  private static String refusal(String... options) {
    StringBuilder refusal = new StringBuilder();
    new CommandLine(new PlantCommand())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              refusal.append(e instanceof OrillaException known ? known.text() : e.toString());
              return 1;
            })
        .execute(options);
    return refusal.toString();
  }

  private Process start() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Launcher.class.getName(),
            "--pace",
            "0",
            "--ready",
            folder.resolve("plant.json").toString(),
            "--ledger",
            folder.resolve("ledger.csv").toString());
    builder.environment().put(ParentPipe.VARIABLE, "1");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("plant.log").toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private PlantCommand.Ready ready() throws Exception {
    Path file = folder.resolve("plant.json");
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file));
    return Json.read(Files.readAllBytes(file), PlantCommand.Ready.class);
  }

  /** Stands in for the command line's main. */
  static final class Launcher {
    private Launcher() {}

    public static void main(String[] options) {
      System.exit(new CommandLine(new PlantCommand()).execute(options));
    }
  }
}
