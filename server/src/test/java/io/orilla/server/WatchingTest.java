package io.orilla.server;

import static io.orilla.server.TestModel.LOOP1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.server.document.Texts;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node delivered, as people see it: at once, and the same after the commit. */
class WatchingTest {
  private static final ObjectName NODE = new ObjectName("hall-1");
  private static final ObjectName WORKLOAD = new ObjectName("loop1-anomaly");
  private static final JournalEpoch EPOCH = new JournalEpoch(new UUID(3, 4));
  private static final long SECOND = 1_000_000;

  /** The test model was trained on rows up to 1 µs; faults are labelled from 6 s to 8 s. */
  private static final String DOCUMENTS =
      Texts.together(
          Texts.source("hall1", "hall-1", "riva/hall1/water/loop1", "pressure"),
          Texts.workflow("valves", "prepared.valves"),
          """
          apiVersion: orilla/v1
          kind: LabelSet
          metadata: {name: valve-faults}
          spec:
            covers: [{asset: riva/hall1/water/loop1, from: "1970-01-01T00:00:00Z", to: "1970-01-01T00:00:09Z"}]
            labels: [{asset: riva/hall1/water/loop1, from: "1970-01-01T00:00:06Z", to: "1970-01-01T00:00:08Z", label: valve}]
          """);

  private static final String WORKLOAD_DOCUMENT =
      Texts.workload("loop1-anomaly", "riva/hall1/water/loop1", "anomaly", "anomaly-loop1", 1);

  @TempDir Path home;
  private TestServer server;
  private TestNode node;
  private Digest bundle;

  @BeforeEach
  void start() {
    server = new TestServer(home);
    node = new TestNode(server.token("{\"node\":\"hall-1\"}"), "hall-1");
    assertThat(node.enrol().statusCode()).isEqualTo(200);
    ok(server.apply(DOCUMENTS));
    bundle =
        TestModel.write(new BlobStore(ServerSettings.at(home).home().blobs()), "run-1").bundle();
    ok(server.post("/api/2.0/mlflow/registered-models/create", "{\"name\":\"anomaly-loop1\"}"));
    ok(
        server.post(
            "/api/2.0/mlflow/model-versions/create",
            "{\"name\":\"anomaly-loop1\",\"source\":\"%s\"}".formatted(bundle)));
    ok(server.apply(WORKLOAD_DOCUMENT));
    deliver();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void deliver() {
    List<Sample> samples =
        IntStream.rangeClosed(1, 10)
            .mapToObj(
                i ->
                    new Sample(
                        LOOP1.signal("pressure"), i * SECOND, 0, new Value.DoubleValue(i), 0))
            .toList();
    deliver(Lane.SIGNALS, SampleRecords.encode(samples), samples.size());
    List<Prediction> predictions = IntStream.rangeClosed(1, 10).mapToObj(this::prediction).toList();
    deliver(Lane.PREDICTIONS, JsonRecords.encode(predictions), predictions.size());
    List<Event> events =
        List.of(
            new Event.Gap(
                0, new ObjectName("hall1"), LOOP1.signal("pressure"), 2, 3 * SECOND, "restart"),
            new Event.ModelSwapped(0, WORKLOAD, LOOP1, null, bundle, 2 * SECOND),
            alarm(true, 5),
            alarm(false, 8));
    deliver(Lane.EVENTS, JsonRecords.encode(events), events.size());
  }

  private static Event alarm(boolean raised, int second) {
    return new Event.Alarm(
        0,
        WORKLOAD,
        LOOP1,
        AlarmPriority.MEDIUM,
        raised ? AlarmState.ACTIVE : AlarmState.RETURNED,
        5 * SECOND,
        second * SECOND,
        2,
        null,
        WORKLOAD,
        id(second),
        null,
        null,
        null,
        null);
  }

  private static String id(int second) {
    return Prediction.idOf(NODE, LOOP1, "anomaly", second * SECOND);
  }

  /** No prediction at 1 s and 2 s, alarms from 5 s to 7 s. */
  private Prediction prediction(int second) {
    boolean none = second <= 2;
    boolean alarm = second >= 5 && second <= 7;
    Prediction.Reason why = new Prediction.Reason(Prediction.Cause.WARMING_UP, "1 of 2 rows");
    return new Prediction(
        id(second),
        NODE,
        LOOP1,
        WORKLOAD,
        "anomaly",
        Role.CHAMPION,
        bundle,
        new StateVersion(1, 2),
        1,
        new Prediction.Window((second - 1) * SECOND, second * SECOND, 2),
        new Prediction.Consumed(EPOCH, 1, second),
        second * SECOND,
        none ? Decision.NONE : alarm ? Decision.ALARM : Decision.NORMAL,
        none ? why : null,
        none ? Map.of() : Map.of("score", new float[] {alarm ? 2 : 0.5f}),
        Quality.GOOD,
        100,
        none ? null : bundle,
        "test");
  }

  private void deliver(Lane lane, byte[] payload, int count) {
    Block block = Block.following(Chain.start(EPOCH), lane, 1, count, count, 0, payload);
    JournalBatch batch =
        new JournalBatch(EPOCH, new LaneAccount(lane, count, 0, count, 0), List.of(block));
    var answer =
        node.send(
            node.request("/node/v1/journal").POST(BodyPublishers.ofByteArray(batch.encode())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private JsonNode get(String path) {
    return ok(server.get(path)).json();
  }

  private static TestServer.Answer ok(TestServer.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private void restart() {
    server.close();
    server = new TestServer(home);
  }

  private static String text(JsonNode json, String... path) {
    JsonNode found = json;
    for (String key : path) {
      found = found.path(key);
    }
    return found.toString();
  }

  @Test
  void predictionsAreListedNewestFirstBeforeAndAfterTheirCommit() {
    String query =
        "/api/v1/predictions?asset=riva/hall1/water/loop1&limit=3&to=1970-01-01T00:00:10Z";
    JsonNode before = get(query);
    assertThat(before.findValuesAsText("id")).containsExactly(id(9), id(8), id(7));
    restart();
    assertThat(get(query)).isEqualTo(before);
    assertThat(
            Json.text(Json.read(get("/api/v1/predictions/" + id(7)).toString(), Prediction.class)))
        .isEqualTo(Json.text(prediction(7)));
  }

  @Test
  void detectionComparesWithTheLabelsAndCountsWhatCannotBeComparedApart() {
    JsonNode detection = get("/api/v1/monitor").path("detection").get(0);
    assertThat(detection.toString())
        .isEqualTo(
            "{\"asset\":\"riva/hall1/water/loop1\",\"bundle\":\"%s\",\"f1\":0.8,\"far\":0.25,\"fn\":0,\"fp\":1,\"mar\":0.0,\"model\":\"anomaly-loop1\",\"none\":{\"WARMING_UP\":2},\"tn\":3,\"tp\":2,\"unlabelled\":2,\"version\":1}"
                .formatted(bundle));
  }

  @Test
  void alarmsAreListedWithTheirState() {
    JsonNode alarms = get("/api/v1/alarms");
    assertThat(alarms.path("alarms")).hasSize(1);
    assertThat(alarms.path("alarms").get(0).toString())
        .isEqualTo(
            "{\"asset\":\"riva/hall1/water/loop1\",\"clearedAt\":\"1970-01-01T00:00:08Z\",\"name\":\"loop1-anomaly\",\"node\":\"hall-1\",\"prediction\":\"%s\",\"priority\":\"medium\",\"raisedAt\":\"1970-01-01T00:00:05Z\",\"state\":\"RETURNED\",\"value\":2.0,\"workload\":\"loop1-anomaly\"}"
                .formatted(id(5)));
    assertThat(alarms.path("floods")).isEmpty();
  }

  @Test
  void theMonitorNamesGapsAndTheBalanceOfEachLane() {
    JsonNode monitor = get("/api/v1/monitor");
    assertThat(monitor.path("gaps").get(0).toString())
        .isEqualTo(
            "{\"after\":2,\"before\":3000000,\"node\":\"hall-1\",\"reason\":\"restart\",\"signal\":\"riva/hall1/water/loop1/pressure\"}");
    JsonNode lanes = monitor.path("accounts").get(0).path("lanes");
    assertThat(lanes.findValuesAsText("delivered")).containsExactlyInAnyOrder("4", "10", "10");
  }

  @Test
  void theSeriesHasLowestAndHighestOfEachBucketAndAllThatHappened() {
    JsonNode series = get("/api/v1/series?asset=riva/hall1/water/loop1&points=5");
    JsonNode pressure = series.path("signals").get(0);
    assertThat(text(pressure, "unit")).isEqualTo("\"bar\"");
    assertThat(text(pressure, "min")).isEqualTo("[1.0,3.0,5.0,7.0,9.0]");
    assertThat(text(pressure, "max")).isEqualTo("[2.0,4.0,6.0,8.0,10.0]");
    assertThat(text(pressure, "last")).isEqualTo("10.0");
    assertThat(text(series, "score", "max")).isEqualTo("[0.5,2.0,2.0,0.5]");
    assertThat(text(series, "alarms"))
        .isEqualTo(
            "[{\"from\":5000000,\"text\":\"loop1-anomaly: 2.0 times the limit\",\"to\":8000000}]");
    assertThat(text(series, "labels"))
        .isEqualTo("[{\"from\":6000000,\"text\":\"valve\",\"to\":8000000}]");
    assertThat(text(series, "none"))
        .isEqualTo("[{\"from\":1000000,\"text\":\"warming up\",\"to\":2000000}]");
    assertThat(text(series, "swaps"))
        .isEqualTo(
            "[{\"bundle\":\"%s\",\"model\":\"anomaly-loop1\",\"time\":2000000,\"version\":1}]"
                .formatted(bundle));
    assertThat(text(series, "gaps")).contains("pressure: restart");
    assertThat(text(series, "node")).isEqualTo("\"hall-1\"");
    restart();
    assertThat(get("/api/v1/series?asset=riva/hall1/water/loop1&points=5")).isEqualTo(series);
  }

  @Test
  void lineageIsReadFromTheArtifacts() {
    JsonNode links = get("/api/v1/predictions/" + id(5) + "/lineage").path("links");
    assertThat(links.findValuesAsText("kind"))
        .containsExactly("prediction", "deployment", "model-version", "run", "prepared-snapshot");
    assertThat(text(links.get(0), "facts", "sequences")).isEqualTo("\"1-5\"");
    assertThat(text(links.get(1), "facts", "bundle")).isEqualTo("\"" + bundle + "\"");
    assertThat(text(links.get(2), "name")).isEqualTo("\"anomaly-loop1@1\"");
    assertThat(text(links.get(3), "name")).isEqualTo("\"run-1\"");
    assertThat(text(links.get(4), "name")).isEqualTo("\"prepared.valves@42\"");
    assertThat(text(links.get(4), "facts", "state")).isEqualTo("\"expired\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predictions/p9 | 404 | no prediction 'p9' was delivered",
        "predictions/p9/lineage | 404 | no prediction 'p9' was delivered",
        "predictions?limit=0 | 400 | limit: '0' must be a whole number from 1 to 100000",
        "predictions?from=noon | 400 | from: 'noon' is no time; write it in UTC",
        "series | 400 | asset is missing",
        "series?asset=riva/hall1/water/loop9 | 404 | no sample of riva/hall1/water/loop9"
      })
  void whatIsAskedWronglyIsRefusedWithARemedy(String path, int status, String message) {
    TestServer.Answer answer = server.get("/api/v1/" + path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message()).contains(message);
  }
}
