package io.orilla.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOperationsTest {
  @TempDir Path folder;
  private TrackingServer server;
  private String run;

  @BeforeEach
  void start() throws Exception {
    server = new TrackingServer(folder);
    run = server.newRun();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aParameterIsWrittenOnceAndTheSameValueAgainIsFine() throws Exception {
    String first = "{\"run_id\": \"%s\", \"key\": \"rows\", \"value\": \"400\"}".formatted(run);
    assertThat(server.post("runs/log-parameter", first).status()).isEqualTo(200);
    assertThat(server.post("runs/log-parameter", first).status()).isEqualTo(200);
    TrackingServer.Answer other = server.post("runs/log-parameter", first.replace("400", "500"));
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.json().path("error_code").textValue()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(other.json().path("message").textValue())
        .contains("key='rows'", "value='400'", "new value '500'");
  }

  @Test
  void aBatchIsLoggedWholeOrNotAtAll() throws Exception {
    String batch =
        """
        {"run_id": "%s", "metrics": [{"key": "f1", "value": 1, "timestamp": 5, "step": 0}],
         "params": [{"key": "a", "value": "%s"}], "tags": [{"key": "t", "value": "1"}]}
        """;
    assertThat(server.post("runs/log-batch", batch.formatted(run, "1")).body()).isEqualTo("{}");
    String other = batch.replace("\"f1\"", "\"f2\"").formatted(run, "2");
    assertThat(server.post("runs/log-batch", other).status()).isEqualTo(400);
    assertThat(server.get("/api/2.0/mlflow/runs/get?run_id=" + run).body())
        .contains("\"f1\"")
        .doesNotContain("\"f2\"");
  }

  /** Protobuf's JSON writes 64-bit integers as text and NaN as a word; Python writes it bare. */
  @Test
  void numbersComeAsTextTooAndNotANumberComesBare() throws Exception {
    String text =
        "{\"run_id\": \"%s\", \"key\": \"a\", \"value\": \"NaN\", \"timestamp\": \"9007199254740993\", \"step\": \"3\"}"
            .formatted(run);
    assertThat(server.post("runs/log-metric", text).status()).isEqualTo(200);
    assertThat(server.post("runs/log-metric", text.replace("\"NaN\"", "NaN")).status())
        .isEqualTo(200);
    assertThat(
            server
                .get("/ajax-api/2.0/mlflow/metrics/get-history?metric_key=a&run_id=" + run)
                .body())
        .isEqualTo(
            "{\"metrics\":[{\"key\":\"a\",\"step\":3,\"timestamp\":9007199254740993,\"value\":\"NaN\"}]}");
  }

  @Test
  void aBatchOverTheLimitIsRefusedWithTheLimit() throws Exception {
    String metrics =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj("{\"key\": \"m\", \"value\": 1, \"timestamp\": %d}"::formatted)
            .collect(Collectors.joining(","));
    TrackingServer.Answer many =
        server.post(
            "runs/log-batch", "{\"run_id\": \"%s\", \"metrics\": [%s]}".formatted(run, metrics));
    assertThat(many.status()).isEqualTo(400);
    assertThat(many.json().path("message").textValue()).contains("at most 1000 metrics. Got 1001");

    TrackingServer.Answer large =
        server.post("runs/log-batch", "{\"run_id\": \"%s\"}%s".formatted(run, " ".repeat(1 << 20)));
    assertThat(large.status()).isEqualTo(400);
    assertThat(large.json().path("message").textValue()).contains("1000000 are allowed");
  }

  @Test
  void whatIsTooLongIsRefusedByName() throws Exception {
    String pair = "{\"run_id\": \"%s\", \"key\": \"%s\", \"value\": \"%s\"}";
    assertThat(
            server.post("runs/log-parameter", pair.formatted(run, "p", "x".repeat(6_001))).body())
        .contains("'p' had length 6001, which exceeded length limit of 6000");
    assertThat(server.post("runs/set-tag", pair.formatted(run, "t", "x".repeat(8_001))).body())
        .contains("'t' had length 8001, which exceeded length limit of 8000");
    assertThat(server.post("runs/set-tag", pair.formatted(run, "k".repeat(251), "")).body())
        .contains("had length 251, which exceeded length limit of 250");
  }

  @Test
  void theLastPointOfACurveIsTheOneWithTheHighestStep() throws Exception {
    String point =
        "{\"run_id\": \"%s\", \"key\": \"f1\", \"value\": %s, \"timestamp\": 1, \"step\": %s}";
    server.post("runs/log-metric", point.formatted(run, "0.5", "7"));
    server.post("runs/log-metric", point.formatted(run, "0.9", "3"));
    assertThat(
            server
                .get("/api/2.0/mlflow/runs/get?run_uuid=" + run)
                .json()
                .at("/run/data/metrics/0/value")
                .doubleValue())
        .isEqualTo(0.5);
  }

  @Test
  void datasetsThatARunReadAreKeptWithIt() throws Exception {
    String inputs =
        """
        {"run_id": "%s", "datasets": [{"tags": [{"key": "mlflow.data.context", "value": "train"}],
         "dataset": {"name": "prepared.valves", "digest": "42", "source_type": "iceberg",
         "source": "{}"}}]}
        """
            .formatted(run);
    assertThat(server.post("runs/log-inputs", inputs).status()).isEqualTo(200);
    assertThat(server.post("runs/log-inputs", inputs).status()).isEqualTo(200);
    var read = server.get("/api/2.0/mlflow/runs/get?run_id=" + run).json();
    assertThat(read.at("/run/inputs/dataset_inputs")).hasSize(1);
    assertThat(read.at("/run/inputs/dataset_inputs/0/dataset/name").textValue())
        .isEqualTo("prepared.valves");
  }

  @Test
  void runsThatAKilledAttemptLeftRunningAreKilledAndNoOthers() throws Exception {
    String tag = "{\"run_id\": \"%s\", \"key\": \"%s\", \"value\": \"%s\"}";
    String second = server.newRun();
    for (String each : new String[] {run, second}) {
      server.post("runs/set-tag", tag.formatted(each, RunStore.TASK_TAG, "task-1"));
    }
    server.post("runs/set-tag", tag.formatted(run, RunStore.ATTEMPT_TAG, "1"));
    server.post("runs/set-tag", tag.formatted(second, RunStore.ATTEMPT_TAG, "2"));
    server.runs.kill("task-1", 1);
    assertThat(server.runs.find(run).info().status()).isEqualTo(RunStatus.KILLED);
    assertThat(server.runs.find(second).info().status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void anOperationThatIsNotServedIsRefusedInMlflowsWords() throws Exception {
    TrackingServer.Answer answer = server.get("/api/3.0/mlflow/server-info");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("error_code").textValue()).isEqualTo("ENDPOINT_NOT_FOUND");
    assertThat(server.post("runs/get", "{}").json().path("error_code").textValue())
        .isEqualTo("ENDPOINT_NOT_FOUND");
    assertThat(server.get("/health").body()).isEqualTo("OK");
  }

  @Test
  void runsStandSideBySideForTheConsole() throws Exception {
    server.post(
        "runs/log-batch",
        """
        {"run_id": "%s", "metrics": [{"key": "f1", "value": 0.5, "timestamp": 5}],
         "params": [{"key": "rows", "value": "5"}]}
        """
            .formatted(run));
    var runs = server.get("/api/v1/runs?study=Default").json();
    assertThat(runs).hasSize(1);
    assertThat(runs.at("/0/params/rows").textValue()).isEqualTo("5");
    assertThat(runs.at("/0/metrics/f1").doubleValue()).isEqualTo(0.5);
    assertThat(server.get("/api/v1/runs?study=none").json()).isEmpty();
  }
}
