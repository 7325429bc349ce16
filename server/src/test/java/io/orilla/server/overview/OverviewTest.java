package io.orilla.server.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.server.TestJournal;
import io.orilla.server.TestModel;
import io.orilla.server.TestNode;
import io.orilla.server.TestServer;
import io.orilla.server.document.Texts;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {
  private static final String SOURCE =
      Texts.source("hall1", "hall-1", "riva/hall1/water/loop1", "pressure");
  private static final ObjectName WORKLOAD = new ObjectName("loop1-anomaly");
  private static final ObjectName NODE = new ObjectName("hall-1");

  @TempDir Path home;
  private TestServer server;
  private TestJournal journal;

  @BeforeEach
  void start() {
    server = new TestServer(home);
    TestServer.Answer applied = server.apply(SOURCE);
    assertThat(applied.status()).as(applied.body()).isEqualTo(200);
    TestNode node = new TestNode(server.token("{\"node\": \"hall-1\"}"), "hall-1");
    assertThat(node.enrol().statusCode()).isEqualTo(200);
    journal = new TestJournal(node);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsNotSetUpSaysSo() {
    JsonNode overview = overview();
    assertThat(overview.at("/stages/transform/setUp").booleanValue()).isFalse();
    assertThat(overview.at("/stages/ingestion/setUp").booleanValue()).isTrue();
    assertThat(overview.at("/stages/ingestion/context").textValue())
        .isEqualTo("1 source, nothing yet");
    assertThat(overview.path("dataScience")).isEmpty();
    assertThat(overview.at("/stages")).hasSize(11);
  }

  @Test
  void aNodeIsShownWithItsAssetsAndItsAlarmsSinceTheWindowThatRaisedThem() {
    journal.samples(
        new Sample(TestModel.LOOP1.signal("pressure"), 1, 2, new Value.DoubleValue(3.5), 0));
    journal.records(Lane.PREDICTIONS, prediction(5_000_000, 3.4f));
    journal.records(Lane.EVENTS, alarm(5_000_000, true));

    await().until(() -> !overview().path("assets").isEmpty());
    JsonNode overview = overview();
    JsonNode node = overview.at("/nodes/0");
    assertThat(node.path("connected").booleanValue()).isTrue();
    assertThat(node.path("signals").intValue()).isEqualTo(1);
    assertThat(node.path("lastSaid").textValue()).isEqualTo("hall1 not connected, 0 pending");
    assertThat(node.at("/assets/0/alarmSince").textValue()).isEqualTo("1970-01-01T00:00:05Z");
    assertThat(node.at("/assets/0/score").floatValue()).isEqualTo(3.4f);
    assertThat(overview.at("/journal/made").longValue()).isEqualTo(3);
    assertThat(overview.at("/journal/balanced").booleanValue()).isTrue();
    assertThat(overview.at("/assets/0/time/0").longValue()).isEqualTo(5_000_000);
    assertThat(overview.at("/stages/prediction/context").textValue())
        .isEqualTo("1 of 1 above its limit");
    assertThat(overview.at("/stages/prediction/unit").textValue()).isEqualTo("/s, p99 2.1 ms");
    assertThat(overview.at("/stages/log/figure").intValue()).isEqualTo(1);
    assertThat(overview.at("/alarms/0/prediction").textValue()).isNotEmpty();

    journal.records(Lane.EVENTS, alarm(9_000_000, false));
    assertThat(overview().path("alarms")).isEmpty();
  }

  @Test
  void aNodeThatIsNotTrustedOrDoesNotTrustItsModelsIsMarked() {
    assertThat(overview().at("/nodes/0").has("concern")).isFalse();
    journal.records(Lane.EVENTS, new Event.SafeMode(1, true, "three crashes"));
    assertThat(overview().at("/nodes/0/concern").textValue()).isEqualTo("safe mode");
    server.post("/api/v1/nodes/hall-1/revoke", "");
    assertThat(overview().at("/nodes/0/concern").textValue()).isEqualTo("revoked");
  }

  @Test
  void theStreamTellsTheOverviewAndEachPredictionAndAlarm() {
    try (EventStream stream = EventStream.open(server, Optional.empty())) {
      assertThat(stream.next("overview").data().at("/nodes/0/name").textValue())
          .isEqualTo("hall-1");
      journal.records(Lane.PREDICTIONS, prediction(5_000_000, 3.4f));
      JsonNode told = stream.next("prediction").data();
      assertThat(told.at("/outputs/score/0").floatValue()).isEqualTo(3.4f);
      assertThat(told.path("outputs").has("contribution")).isFalse();

      journal.records(Lane.EVENTS, alarm(5_000_000, true), alarm(9_000_000, false));
      assertThat(stream.next("alarm").data().has("clearedAt")).isFalse();
      JsonNode cleared = stream.next("alarm").data();
      assertThat(cleared.path("raisedAt").textValue()).isEqualTo("1970-01-01T00:00:05Z");
      assertThat(cleared.path("clearedAt").textValue()).isEqualTo("1970-01-01T00:00:09Z");
    }
  }

  @Test
  void aClientThatComesBackHearsWhatItMissedOnce() {
    String id;
    try (EventStream stream = EventStream.open(server, Optional.empty())) {
      stream.next("overview");
      journal.records(Lane.PREDICTIONS, prediction(5_000_000, 0.1f));
      id = stream.next("prediction").id();
    }
    journal.records(Lane.PREDICTIONS, prediction(6_000_000, 0.2f), prediction(7_000_000, 0.3f));
    try (EventStream stream = EventStream.open(server, Optional.of(id))) {
      assertThat(windowEnd(stream)).isEqualTo(6_000_000);
      assertThat(windowEnd(stream)).isEqualTo(7_000_000);
    }
  }

  private static long windowEnd(EventStream stream) {
    return stream.next("prediction").data().at("/window/to").longValue();
  }

  private JsonNode overview() {
    return Json.read(server.get("/api/v1/overview").body(), JsonNode.class);
  }

  private Prediction prediction(long windowEnd, float score) {
    return new Prediction(
        Prediction.idOf(NODE, TestModel.LOOP1, "anomaly", windowEnd),
        NODE,
        TestModel.LOOP1,
        WORKLOAD,
        "anomaly",
        Role.CHAMPION,
        Digest.ofText("model"),
        new StateVersion(1, 1),
        1,
        new Prediction.Window(windowEnd, windowEnd, 1),
        new Prediction.Consumed(journal.epoch(), 1, 1),
        windowEnd + 10,
        score > 1 ? Decision.ALARM : Decision.NORMAL,
        null,
        Map.of("score", new float[] {score}, "contribution", new float[] {score}),
        Quality.GOOD,
        2_100,
        Digest.ofText("input"),
        "test");
  }

  private static Event.Alarm alarm(long windowEnd, boolean raised) {
    String prediction = Prediction.idOf(NODE, TestModel.LOOP1, "anomaly", windowEnd);
    return new Event.Alarm(
        windowEnd,
        WORKLOAD,
        TestModel.LOOP1,
        AlarmPriority.MEDIUM,
        raised ? AlarmState.ACTIVE : AlarmState.RETURNED,
        5_000_000,
        windowEnd,
        3.4,
        null,
        WORKLOAD,
        prediction,
        null,
        null,
        null,
        null);
  }
}
