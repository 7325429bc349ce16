package io.orilla.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.server.document.Texts;
import io.orilla.server.task.TestWorker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From samples to a model at work, over HTTP, with a worker process that stands in for ours. */
class TrainingTest {
  private static final String DOCUMENTS =
      Texts.together(
          Texts.source("hall1", "hall-1", "riva/hall1/water/loop1", "pressure"),
          Texts.workflow("valves", "prepared.valves"),
          Texts.labels("valve-faults"),
          Texts.study("valve-study", "valves", "valve-faults", "{t2: {confidence: [0.999]}}"));
  private static final String WORKLOAD =
      Texts.workload("loop1-anomaly", "riva/hall1/water/loop1", "anomaly", "anomaly-loop1", 1);

  @TempDir Path home;
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(ServerSettings.at(home).withWorker(TestWorker.command("works")));
    TestServer.Answer applied = server.apply(DOCUMENTS);
    assertThat(applied.status()).as(applied.body()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fromSamplesToAChampion() {
    receive();
    JsonNode prepared = done(server.post("/api/v1/workflows/valves/run", "{\"tag\": \"v1\"}"));
    assertThat(prepared.path("state").textValue()).isEqualTo("SUCCEEDED");
    assertThat(prepared.at("/result/snapshots/prepared.valves").textValue()).isNotEmpty();

    JsonNode table = server.get("/api/v1/tables/prepared.valves").json();
    assertThat(table.path("rows").longValue()).isEqualTo(5);
    assertThat(table.at("/tags/0/name").textValue()).isEqualTo("v1");
    assertThat(table.at("/snapshots/0/summary/orilla.workflow").textValue()).isEqualTo("valves@1");
    assertThat(
            server
                .get("/api/v1/tables/prepared.valves/rows?snapshot=v1&limit=1")
                .json()
                .at("/rows/0"))
        .hasSize(5);
    assertThat(server.post("/api/v1/workflows/valves/run", "{\"tag\": \"v1\"}").status())
        .isEqualTo(409);

    JsonNode tuned = done(server.post("/api/v1/studies/valve-study/run", ""));
    assertThat(tuned.at("/result/models/0/model").textValue()).isEqualTo("anomaly-loop1");

    assertThat(server.apply(WORKLOAD).status()).isEqualTo(200);
    JsonNode overview = server.get("/api/v1/overview").json();
    assertThat(overview.at("/dataEngineering/task/state").textValue()).isEqualTo("SUCCEEDED");
    assertThat(overview.at("/stages/transform/figure").intValue()).isEqualTo(5);
    assertThat(overview.at("/stages/label/context").textValue())
        .isEqualTo("valve-faults, generation 1");
    assertThat(overview.at("/stages/deploy/unit").textValue()).isEqualTo("of 1 asset");
    JsonNode model = server.get("/api/v1/models/anomaly-loop1").json();
    assertThat(model.path("champion").intValue()).isEqualTo(1);
    assertThat(model.at("/history/0/by").textValue()).isEqualTo("Workload loop1-anomaly@1");
    assertThat(model.at("/versions/0/algorithm").textValue()).isEqualTo("t2");
    assertThat(
            server
                .get("/api/2.0/mlflow/registered-models/alias?name=anomaly-loop1&alias=champion")
                .json()
                .at("/model_version/version")
                .textValue())
        .isEqualTo("1");
  }

  @Test
  void whatIsNotThereYetIsNamedTogetherWithWhatToDo() {
    assertThat(server.post("/api/v1/workflows/none/run", "").message())
        .isEqualTo("there is no Workflow 'none'");
    assertThat(server.post("/api/v1/workflows/valves/run", "").message())
        .startsWith("no sample was received yet");
    assertThat(server.post("/api/v1/studies/valve-study/run", "").message())
        .isEqualTo("the table prepared.valves has no rows yet: run the workflow 'valves' first");
    assertThat(server.post("/api/v1/predictions/replay", "{\"ids\": [\"x\"]}").message())
        .isEqualTo("no prediction has the id x");
    assertThat(server.post("/api/v1/predictions/replay", "{}").message())
        .startsWith("give 1 to 10000 ids");
  }

  private void receive() {
    TestNode node = new TestNode(server.token("{\"node\": \"hall-1\"}"), "hall-1");
    assertThat(node.enrol().statusCode()).isEqualTo(200);
    new TestJournal(node)
        .samples(
            new Sample(
                TestModel.LOOP1.signal("pressure"),
                1_000_000,
                1_000_100,
                new Value.DoubleValue(3.5),
                0));
  }

  private JsonNode done(TestServer.Answer started) {
    assertThat(started.status()).isEqualTo(202);
    String address = "/api/v1/tasks/" + started.json().path("id").textValue();
    await().atMost(Duration.ofMinutes(1)).until(() -> server.get(address).json().has("finishedAt"));
    return server.get(address).json();
  }
}
