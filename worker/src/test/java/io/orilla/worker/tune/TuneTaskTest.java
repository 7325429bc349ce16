package io.orilla.worker.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.orilla.inference.OnnxModel;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.StudySpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.Problem;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.ResultDocument.TrainedModel;
import io.orilla.model.task.ResultDocument.Trial;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import io.orilla.worker.Loop;
import io.orilla.worker.Worker;
import io.orilla.worker.tracking.KeptRuns;
import io.orilla.worker.tracking.KeptRuns.KeptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTaskTest {
  private static final int ROWS = 300;
  private static final int TRAINING_ROWS = 120;
  private static final int FAULTY_FROM = 240;

  @TempDir Path folder;
  private final KeptRuns server;

  TuneTaskTest() throws IOException {
    server = new KeptRuns();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyTrialIsARunWithItsParametersMetricsAndInput() throws Exception {
    ResultDocument result = run(grid());
    assertThat(result.problem()).isNull();
    assertThat(result.trials()).hasSize(6);
    assertThat(server.experiments()).containsKey("tune-valves");
    for (Trial trial : result.trials()) {
      KeptRun kept = server.run(trial.run());
      assertThat(kept.status).isEqualTo("FINISHED");
      assertThat(kept.parameters)
          .containsAllEntriesOf(trial.parameters())
          .containsEntry("algorithm", trial.algorithm());
      assertThat(kept.metrics).containsKeys("f1", "far", "mar", "f1.loop1", "f1_others.loop2");
      assertThat(kept.metrics.get("f1.loop1")).isEqualTo(trial.f1().get(Loop.ASSET.text()));
      assertThat(kept.inputs.getFirst().at("/dataset/digest").asText()).isEqualTo("77");
      assertThat(kept.tags)
          .containsEntry("orilla.study", "tune-valves@3")
          .containsEntry("orilla.task", "task-9")
          .containsEntry("orilla.attempt", "2")
          .containsEntry("orilla.labels", "valve-faults@1");
    }
  }

  @Test
  void everyAssetGetsAModelThatRunsAndSaysWhereItCameFrom() throws Exception {
    ResultDocument result = run(grid());
    BlobStore store = new BlobStore(folder.resolve("bundles"));
    assertThat(result.models())
        .extracting(model -> model.model().text())
        .containsExactly("anomaly-loop1", "anomaly-loop2");
    for (TrainedModel model : result.models()) {
      ModelConfig config = config(store, model);
      assertThat(config.model()).isEqualTo(model.model());
      assertThat(config.asset()).isEqualTo(model.asset());
      assertThat(config.preparation()).isEqualTo(Loop.workflow().preparation());
      assertThat(config.provenance().run()).isEqualTo(model.run());
      assertThat(config.provenance().labels()).isEqualTo("valve-faults@1");
      assertThat(config.provenance().dataset().snapshot()).isEqualTo(77);
      assertThat(config.provenance().dataset().rows()).isEqualTo(TRAINING_ROWS);
      assertThat(config.provenance().dataset().from()).isEqualTo(PreparedTable.START);
      assertThat(config.provenance().dataset().to())
          .isEqualTo(PreparedTable.START + (TRAINING_ROWS - 1) * PreparedTable.GRID);
      assertThat(config.card().metrics()).containsKeys("f1", "f1_others", "far", "mar");
      assertThat(config.profile().signals())
          .allSatisfy(signal -> assertThat(signal.counts()).hasSize(10));
      assertThat(model.parity().rows()).isGreaterThan(100);
      assertThat(model.parity().largestRelative()).isLessThan(1e-4);
      assertThat(server.run(model.run()).tags)
          .containsEntry("orilla.model." + model.model(), model.bundle().text());
    }
  }

  private static ModelConfig config(BlobStore store, TrainedModel model) {
    ModelBundle bundle = ModelBundle.read(store, model.bundle());
    try (OnnxModel graph =
        OnnxModel.load(store.path(bundle.graph()), bundle.config().signature())) {
      assertThat(graph.signature().rows()).isBetween(5, 9);
    }
    return bundle.config();
  }

  /** All find the shift, so the first is as good as any and the simplest. */
  @Test
  void ofEqualTrialsTheFirstWins() throws Exception {
    ResultDocument result = run(Map.of("t2", Map.of("limit", numbers(50, 60, 70))));
    assertThat(result.trials())
        .extracting(trial -> trial.parameters().get("limit"))
        .containsExactly("50.0", "60.0", "70.0");
    assertThat(result.models())
        .allSatisfy(model -> assertThat(model.run()).isEqualTo(result.trials().getFirst().run()));
  }

  @Test
  void oneTrialNeedsNoChoice() throws Exception {
    ResultDocument result = run(Map.of("t2", Map.of()));
    assertThat(result.trials()).hasSize(1);
    assertThat(result.trials().getFirst().parameters())
        .isEqualTo(Map.of("confidence", "0.999", "limit", "2.0", "limits", "theory", "mean", "1"));
    assertThat(result.models()).hasSize(2);
  }

  @Test
  void aParameterThatIsNotKnownIsTheUsersProblem() throws Exception {
    ResultDocument result = run(Map.of("t2", Map.of("components", numbers(3))));
    assertThat(problem(result).code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(problem(result).message()).contains("grid.t2 names the parameter 'components'");
    assertThat(server.runs()).isEmpty();
  }

  /** The run that could not be done is there, and says so. */
  @Test
  void aTrialThatCannotBeFittedFailsItsRunAndTheStudy() throws Exception {
    ResultDocument result =
        run(Map.of("pca", Map.of("mean", List.of(IntNode.valueOf(TRAINING_ROWS + 1)))));
    assertThat(problem(result).message()).contains("riva/hall1/water/loop1 with pca", "121 rows");
    assertThat(server.runs().values()).extracting(run -> run.status).containsExactly("FAILED");
  }

  @Test
  void aServerThatIsAwayIsNamed() throws Exception {
    server.close();
    ResultDocument result = run(grid());
    assertThat(problem(result).code()).isEqualTo(ErrorCode.PEER_UNAVAILABLE);
  }

  private static Map<String, Map<String, List<JsonNode>>> grid() {
    return Map.of(
        "t2",
            Map.of(
                "limit", numbers(1, 1.5), "mean", List.of(IntNode.valueOf(1), IntNode.valueOf(5))),
        "pca", Map.of("components", List.of(IntNode.valueOf(1)), "confidence", numbers(.99, .999)));
  }

  private static List<JsonNode> numbers(double... values) {
    return Arrays.stream(values).mapToObj(value -> (JsonNode) DoubleNode.valueOf(value)).toList();
  }

  private ResultDocument run(Map<String, Map<String, List<JsonNode>>> grid)
      throws IOException, SQLException {
    TaskSpec.Tune tune =
        new TaskSpec.Tune(
            new ObjectName("tune-valves"),
            3,
            new StudySpec(
                new ObjectName("water"),
                new ObjectName("valve-faults"),
                TRAINING_ROWS,
                new ObjectName("anomaly"),
                7,
                grid),
            Loop.workflow(),
            new PreparedTable(Loop.workflow()).write(folder, ROWS, FAULTY_FROM, 30),
            "valve-faults@1",
            labels());
    TaskDocument task = new TaskDocument("task-9", 2, server.address(), "0.1-test", tune);
    Files.write(folder.resolve(TaskDocument.FILE), Json.bytes(task));
    Worker.run(folder);
    return Json.read(Files.readAllBytes(folder.resolve(ResultDocument.FILE)), ResultDocument.class);
  }

  private static Problem problem(ResultDocument result) {
    return Objects.requireNonNull(result.problem(), "the task did not fail");
  }

  private static LabelSetSpec labels() {
    List<AssetName> assets = Loop.workflow().assets();
    return new LabelSetSpec(
        assets.stream().map(asset -> new LabelSetSpec.Span(asset, at(0), at(ROWS))).toList(),
        assets.stream()
            .map(asset -> new LabelSetSpec.Label(asset, at(FAULTY_FROM), at(ROWS), "valve"))
            .toList());
  }

  private static Instant at(int row) {
    return Micros.instant(PreparedTable.START + row * PreparedTable.GRID);
  }
}
