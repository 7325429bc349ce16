package io.orilla.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: {@code ./orilla demo}. */
class DemoTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theLoopClosesOnRecordedMachinesWithEveryAccountBalanced() throws IOException {
    closes(runOnce("--data", RecordedMachines.require().toString()));
  }

  @Test
  void theLoopClosesOnThePhysicalModelWithEveryAccountBalanced() throws IOException {
    closes(runOnce());
  }

  private JsonNode runOnce(String... more) throws IOException {
    Path report = folder.resolve("report.json");
    List<String> arguments =
        new ArrayList<>(List.of("demo", "--once", "--port", "0", "--report", report.toString()));
    arguments.addAll(List.of(more));
    Launcher.Outcome outcome =
        new Launcher(folder).with("ORILLA_DATA", "").run(240, arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return Json.read(Files.readAllBytes(report), JsonNode.class);
  }

  private static void closes(JsonNode report) {
    assertThat(report.path("steps")).allMatch(step -> step.path("ok").asBoolean());
    assertThat(report.path("ledger").path("served").asLong()).isGreaterThan(30_000);
    for (String count : List.of("missing", "twice", "wrong")) {
      assertThat(report.path("ledger").path(count).asLong()).as(count).isZero();
    }
    assertThat(report.path("journal")).hasSize(2);
    for (JsonNode lanes : report.path("journal")) {
      assertThat(lanes).hasSize(3);
      assertThat(lanes.path("signals").path("made").asLong()).isGreaterThan(15_000);
      for (JsonNode lane : lanes) {
        assertThat(lane.path("delivered").asLong()).isEqualTo(lane.path("made").asLong());
        assertThat(lane.path("dropped").asLong()).isZero();
      }
    }
    assertThat(report.path("swap").path("windows").asLong()).isGreaterThan(2_000);
    assertThat(report.path("swap").path("missed").asLong()).isZero();
    assertThat(report.path("swap").path("twice").asLong()).isZero();
    assertThat(report.path("replay").path("tried").asLong()).isGreaterThanOrEqualTo(200);
    assertThat(report.path("replay").path("equal").asLong())
        .isEqualTo(report.path("replay").path("tried").asLong());
    assertThat(report.path("parity").path("largestRelative").asDouble()).isLessThan(1e-4);
    assertThat(report.path("detection")).hasSize(8);
    assertThat(report.path("models")).hasSize(8);
  }

  /** Nothing may be left behind, however the demo ends: a crash is the hardest way. */
  @Test
  void aDemoThatIsKilledLeavesNoProcessBehind() {
    Launcher.Running demo =
        new Launcher(folder)
            .with("ORILLA_DATA", "")
            .start("demo", "--port", "0", "--home", folder.resolve("home").toString());
    await().atMost(Duration.ofSeconds(60)).until(() -> demo.output().contains("Enrol two nodes"));
    List<ProcessHandle> children = demo.process().descendants().toList();
    assertThat(children).hasSizeGreaterThanOrEqualTo(4);

    demo.process().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }
}
