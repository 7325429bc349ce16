package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.NAME;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.orilla.connector.contract.Mosquitto;
import io.orilla.connector.mqtt.MqttConnector;
import io.orilla.model.alarm.AlarmLimit;
import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.command.Action;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.AlarmRuleSpec;
import io.orilla.model.document.Form;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.journal.Event;
import io.orilla.node.alarm.AlarmSettings;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.TestPlant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms come and go on a node, and somebody looks at them. */
final class NodeAlarmTest {
  private static final ObjectName HOT = new ObjectName("hot");

  private final Path folder;
  @AutoClose private final NodeBed bed;

  NodeAlarmTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    bed = NodeBed.forModels(folder, Duration.ofMillis(20)).with(new MqttConnector(NodeBed.CLOCK));
  }

  private static DesiredState.Alarm alarm(String name, AlarmRuleSpec spec) {
    return new DesiredState.Alarm(new ObjectName(name), 1, spec);
  }

  /** Above 50 for 3 s; back below 40 for 2 s. */
  private static AlarmRuleSpec onFlow() {
    return new AlarmRuleSpec(
        Optional.empty(),
        Optional.of(LOOP1.signal("flow")),
        Optional.of(50.0),
        Optional.empty(),
        Optional.of(10.0),
        Optional.of(Duration.ofSeconds(3)),
        Optional.of(Duration.ofSeconds(2)),
        Optional.empty(),
        Optional.of("Open the valve"));
  }

  private void declare(List<DesiredState.Alarm> alarms, DesiredState.Output... outputs) {
    DesiredState.Workload champion = loop1(1, bundle());
    bed.server()
        .declare(
            NAME,
            List.of(NodeBed.source()),
            List.of(champion),
            List.of(),
            alarms,
            List.of(outputs));
  }

  private Digest bundle() {
    return bed.model(LOOP1, 0.01f).digest();
  }

  private Node start() {
    return start(bed.settings());
  }

  private Node start(NodeSettings settings) {
    Node node = bed.start(settings);
    bed.awaitRunning("loop1", bundle());
    bed.awaitDecidesOn("loop1");
    return node;
  }

  private List<Event.Alarm> alarms(ObjectName name) {
    return bed.inbox().events(Event.Alarm.class).stream()
        .filter(alarm -> alarm.alarm().equals(name))
        .toList();
  }

  private Event.Alarm awaitState(ObjectName name, AlarmState state) {
    await().until(() -> !alarms(name).isEmpty() && alarms(name).getLast().state() == state);
    return alarms(name).getLast();
  }

  private void awaitStanding(AlarmState state) {
    await()
        .until(
            () ->
                bed.node().status().alarms().stream()
                    .anyMatch(alarm -> alarm.alarm().equals(HOT) && alarm.state() == state));
  }

  @Test
  void anAlarmIsRaisedAfterItsDelayAndStandsUntilSomebodyKnows() {
    declare(List.of(alarm("hot", onFlow())));
    start();
    bed.level(60);
    Event.Alarm raised = awaitState(HOT, AlarmState.ACTIVE);
    assertThat(raised.value()).isGreaterThan(50);
    assertThat(raised.limit()).isEqualTo(new AlarmLimit(null, 50.0, null));
    assertThat(raised.text()).isEqualTo("Open the valve");
    assertThat(raised.priority()).isEqualTo(AlarmPriority.MEDIUM);
    long first =
        bed.plant().ledger().stream()
            .filter(sample -> sample.signal().equals(LOOP1.signal("flow")))
            .filter(sample -> sample.value().number().orElseThrow() > 50)
            .findFirst()
            .orElseThrow()
            .sourceTime();
    assertThat(raised.raisedAt()).isEqualTo(first + 3 * TestPlant.SECOND);

    bed.level(45); // within the hysteresis
    bed.awaitDecidesOn("loop1");
    assertThat(alarms(HOT)).hasSize(1);
    bed.level(0);
    Event.Alarm returned = awaitState(HOT, AlarmState.RETURNED);
    assertThat(returned.raisedAt()).isEqualTo(raised.raisedAt());

    Instant wrong = Micros.instant(raised.raisedAt() - 1);
    give(new Action.AcknowledgeAlarm(HOT, wrong));
    await()
        .until(
            () ->
                bed.inbox().events(Event.CommandState.class).stream()
                    .anyMatch(state -> state.detail().contains("was raised again")));
    give(new Action.AcknowledgeAlarm(HOT, Micros.instant(raised.raisedAt())));
    Event.Alarm acknowledged = awaitState(HOT, AlarmState.NORMAL);
    assertThat(acknowledged.by()).isEqualTo("anna");
    assertThat(bed.node().status().alarms()).isEmpty();
  }

  private void give(Action action) {
    bed.server().command(NAME, action, Instant.now().plusSeconds(60));
  }

  /** All of it with no server in reach: raised, told to a broker, acknowledged, restarted. */
  @Test
  void alarmsWorkWithTheServerAwayAndOverARestart() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder)) {
      List<JsonNode> heard = hear(broker);
      allow(broker);
      declare(List.of(alarm("hot", onFlow())), output(broker));
      Node first = start();
      bed.server().stop();
      bed.level(60);
      awaitStanding(AlarmState.ACTIVE);
      await().until(() -> said(heard, "ACTIVE"));
      first.close();

      Node second = bed.start();
      awaitStanding(AlarmState.ACTIVE);
      assertThat(acknowledgeAt(second)).contains("\"by\":\"berta (at the node)\"");
      awaitStanding(AlarmState.ACKNOWLEDGED);
      await().until(() -> said(heard, "ACKNOWLEDGED"));
      assertThat(acknowledgeAt(second)).contains("berta (at the node) acknowledged the alarm");
      bed.level(0);
      await().until(() -> said(heard, "NORMAL"));
      bed.server().start();
      await()
          .untilAsserted(
              () ->
                  assertThat(alarms(HOT))
                      .extracting(Event.Alarm::state)
                      .containsExactly(
                          AlarmState.ACTIVE, AlarmState.ACKNOWLEDGED, AlarmState.NORMAL));
    }
  }

  /** With no server in reach: put aside at the box, silent, and back by itself after a restart. */
  @Test
  void aShelvedAlarmMovesInSilenceUntilItsTimeIsOver() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder)) {
      List<JsonNode> heard = hear(broker);
      allow(broker);
      declare(List.of(alarm("hot", onFlow())), output(broker));
      Node first = start();
      bed.server().stop();
      bed.level(60);
      awaitStanding(AlarmState.ACTIVE);
      String shelved = "{\"by\": \"anna\", \"reason\": \"the probe is loose\", \"for\": \"%s\"}";
      assertThat(askAt(first, "shelve", shelved.formatted("1h"))).contains("the probe is loose");
      await().until(() -> heard.stream().anyMatch(message -> message.has("shelf")));
      int told = heard.size();
      bed.level(0);
      awaitStanding(AlarmState.RETURNED);
      first.close();

      Node second = bed.start();
      bed.level(60);
      awaitStanding(AlarmState.ACTIVE);
      assertThat(second.status().alarms().getFirst().liesOnShelf()).isTrue();
      assertThat(heard).hasSize(told);
      askAt(second, "shelve", shelved.formatted("100ms"));
      await().until(() -> !second.status().alarms().getFirst().liesOnShelf());
      await()
          .until(
              () ->
                  heard.getLast().at("/shelf/endedBy").asText().equals("its time was over")
                      && heard.getLast().path("state").asText().equals("ACTIVE"));
    }
  }

  private static boolean said(List<JsonNode> heard, String state) {
    return heard.stream().anyMatch(message -> message.path("state").asText().equals(state));
  }

  private static List<JsonNode> hear(Mosquitto broker) {
    List<JsonNode> heard = new CopyOnWriteArrayList<>();
    Mqtt3AsyncClient client =
        MqttClient.builder()
            .useMqttVersion3()
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .buildAsync();
    client.connect().join();
    client
        .subscribeWith()
        .topicFilter("plant/#")
        .callback(
            message ->
                heard.add(
                    Json.read(
                        new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8),
                        JsonNode.class)))
        .send()
        .join();
    return heard;
  }

  private static ObjectNode settings(Mosquitto broker) {
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.putObject("broker").put("url", "mqtt://127.0.0.1:" + broker.port());
    return settings;
  }

  private void allow(Mosquitto broker) throws Exception {
    Files.writeString(
        bed.settings().home().resolve("outputs.yaml"),
        """
        outputs:
        - connector: mqtt
          settings: %s
          addresses:
          - {address: plant/hot, every: 10ms}
        ...
        """
            .formatted(settings(broker)));
  }

  private static DesiredState.Output output(Mosquitto broker) {
    OutputSpec.Write write =
        new OutputSpec.Write(
            "plant/hot",
            Optional.empty(),
            Optional.of(HOT),
            Optional.of(Form.JSON),
            Optional.of(Duration.ofSeconds(10)));
    return new DesiredState.Output(
        new ObjectName("broker"),
        1,
        new OutputSpec(NAME, "mqtt", settings(broker), List.of(write)));
  }

  private static String acknowledgeAt(Node node) throws Exception {
    return askAt(node, "acknowledge", "{\"by\": \"berta\"}");
  }

  private static String askAt(Node node, String what, String body) throws Exception {
    URI address =
        URI.create("http://127.0.0.1:" + node.localPort() + "/v1/alarms/" + HOT + "/" + what);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(address)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void moreAlarmsThanAnybodyCanLookAtAreSummedUp() {
    List<DesiredState.Alarm> many = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      many.add(alarm("hot-" + i, onFlow()));
    }
    declare(many);
    start(bed.settings().with(draft -> draft.alarms = new AlarmSettings(4, Duration.ofSeconds(3))));
    bed.level(60);
    await().until(() -> bed.inbox().events(Event.AlarmFlood.class).size() >= 2);
    Event.AlarmFlood begun = bed.inbox().events(Event.AlarmFlood.class).getFirst();
    assertThat(begun.lasts()).isTrue();
    Event.AlarmFlood over = bed.inbox().events(Event.AlarmFlood.class).get(1);
    assertThat(over.lasts()).isFalse();
    assertThat(over.alarms()).hasSize(2);
    assertThat(over.time() - over.since()).isGreaterThan(2 * TestPlant.SECOND);
    // What still is so when it is over is raised then.
    await().until(() -> bed.node().status().alarms().size() == 6);
  }

  /** A champion has an alarm of its own, until one is declared on its score. */
  @Test
  void anAlarmOnAPredictionTakesThePlaceOfTheChampionsOwn() {
    declare(List.of());
    start();
    bed.level(200); // a score of 2
    Event.Alarm own = awaitState(new ObjectName("loop1"), AlarmState.ACTIVE);
    assertThat(own.workload()).isEqualTo(own.alarm());
    assertThat(own.prediction()).isNotNull();
    assertThat(own.limit()).isNull();
    AlarmRuleSpec declared =
        new AlarmRuleSpec(
            Optional.of(new OutputSpec.PredictedValue(LOOP1, "anomaly", Optional.empty())),
            Optional.empty(),
            Optional.of(1.5),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(AlarmPriority.HIGH),
            Optional.empty());
    declare(List.of(alarm("drift", declared)));
    awaitState(own.alarm(), AlarmState.NORMAL);
    Event.Alarm drift = awaitState(new ObjectName("drift"), AlarmState.ACTIVE);
    assertThat(drift.priority()).isEqualTo(AlarmPriority.HIGH);
    assertThat(drift.limit()).isEqualTo(new AlarmLimit("score", 1.5, null));
    declare(List.of());
    awaitState(new ObjectName("drift"), AlarmState.NORMAL);
    awaitState(own.alarm(), AlarmState.ACTIVE);
    assertThatThrownBy(() -> new AlarmSettings(0, Duration.ofSeconds(1)))
        .hasMessageContaining("most is 1 or more");
  }
}
