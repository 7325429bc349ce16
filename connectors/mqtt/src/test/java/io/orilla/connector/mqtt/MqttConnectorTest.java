package io.orilla.connector.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.orilla.connector.contract.Mosquitto;
import io.orilla.connector.contract.PeerCertificate;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttConnectorTest {
  private static final AssetName ASSET = new AssetName("riva/hall1/l3/press");
  private static final int MANY = 500;

  @TempDir Path folder;

  private final Recorder recorder = new Recorder();

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
  }

  @BeforeEach
  void keepSecrets() {
    System.setProperty(NodeFiles.FOLDER, folder.toString());
  }

  @AfterEach
  void forgetThem() {
    System.clearProperty(NodeFiles.FOLDER);
  }

  private static ObjectNode settings(Mosquitto broker) {
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.putObject("broker").put("url", "mqtt://127.0.0.1:" + broker.port());
    return settings;
  }

  private Connector.Connection open(ObjectNode settings, Map<String, String> addresses) {
    List<SourceSpec.Signal> signals = new ArrayList<>();
    addresses.forEach(
        (name, address) -> signals.add(new SourceSpec.Signal(ASSET.signal(name), address, null)));
    return new MqttConnector(InstantSource.system())
        .open(new SourceSpec(new ObjectName("hall-1"), "mqtt", settings, signals), recorder);
  }

  private static Mqtt5BlockingClient publisher(Mosquitto broker) {
    Mqtt5BlockingClient client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .buildBlocking();
    client.connect();
    return client;
  }

  private static void say(Mqtt5BlockingClient client, String topic, String payload) {
    client
        .publishWith()
        .topic(topic)
        .payload(payload.getBytes(UTF_8))
        .qos(MqttQos.AT_LEAST_ONCE)
        .send();
  }

  private Sample awaitSample(SignalName signal) {
    await().until(() -> recorder.last(signal).isPresent());
    return recorder.last(signal).orElseThrow();
  }

  @Test
  void valuesAreTakenOutOfJsonWithTheirTimes() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder);
        Connector.Connection connection =
            open(
                settings(broker),
                Map.of(
                    "speed", "l3/state?value=$.motor.speed&time=$.ts&type=double",
                    "mode", "l3/state?value=$.mode",
                    "lost", "l3/state?value=$.nowhere",
                    "on", "l3/on",
                    "raw", "l3/raw?type=bytes"))) {
      await().until(recorder::isConnected);
      Mqtt5BlockingClient publisher = publisher(broker);
      say(
          publisher,
          "l3/state",
          "{\"motor\": {\"speed\": 1450}, \"mode\": \"run\", \"ts\": 1772344800123}");
      say(publisher, "l3/on", "true");
      say(publisher, "l3/raw", "abc");
      Sample speed = awaitSample(ASSET.signal("speed"));
      assertThat(speed.value()).isEqualTo(new Value.DoubleValue(1450));
      assertThat(speed.sourceTime())
          .isEqualTo(Micros.of(Instant.parse("2026-03-01T06:00:00.123Z")));
      assertThat(awaitSample(ASSET.signal("mode")).value()).isEqualTo(new Value.TextValue("run"));
      assertThat(awaitSample(ASSET.signal("on")).value()).isEqualTo(new Value.BooleanValue(true));
      assertThat(awaitSample(ASSET.signal("raw")).value())
          .isEqualTo(new Value.BytesValue("abc".getBytes(UTF_8)));
      await().until(() -> recorder.isRefused(ASSET.signal("lost")));
    }
  }

  @Test
  void signalsMayNameThemselvesByTheirTopics() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder)) {
      ObjectNode settings = settings(broker);
      settings
          .putArray("topics")
          .addObject()
          .put("topic", "plant/{line}/{what}")
          .put("name", "riva/hall1/{line}/press/{what}")
          .put("value", "$.v");
      try (Connector.Connection connection = open(settings, Map.of())) {
        await().until(recorder::isConnected);
        Mqtt5BlockingClient publisher = publisher(broker);
        say(publisher, "plant/l7/Öl-Druck", "{\"v\": 2.5}");
        say(publisher, "plant/l7/no:name", "{\"v\": 2.5}");
        say(publisher, "plant/l8/flow", "{\"v\": 3}");
        assertThat(awaitSample(new SignalName("riva/hall1/l7/press/Öl-Druck")).value())
            .isEqualTo(new Value.DoubleValue(2.5));
        assertThat(awaitSample(new SignalName("riva/hall1/l8/press/flow")).value())
            .isEqualTo(new Value.LongValue(3));
        assertThat(recorder.signals()).isEqualTo(2);
      }
    }
  }

  /** A broker may have kept a value for a year: it is the last one usable, and no more. */
  @Test
  void aRetainedValueWithoutATimeIsUncertain() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder)) {
      publisher(broker)
          .publishWith()
          .topic("l3/level")
          .payload("7".getBytes(UTF_8))
          .retain(true)
          .send();
      try (Connector.Connection connection = open(settings(broker), Map.of("level", "l3/level"))) {
        assertThat(awaitSample(ASSET.signal("level")).quality()).isEqualTo(Quality.UNCERTAIN);
      }
    }
  }

  @Test
  void whatWasPublishedWhileTheNodeWasAwayComesOverARestartOfTheBrokerToo() throws Exception {
    String[] keeping = {"persistence true", "persistence_location " + folder + "/"};
    Mosquitto broker = Mosquitto.start(0, folder, keeping);
    ObjectNode settings = settings(broker);
    settings.withObject("/broker").put("clientId", "orilla-hall-1");
    try (Connector.Connection connection = open(settings, Map.of("count", "l3/count"))) {
      await().until(recorder::isConnected);
    }
    Mqtt5BlockingClient publisher = publisher(broker);
    for (int count = 1; count <= MANY; count++) {
      say(publisher, "l3/count", "" + count);
    }
    broker.stop();
    try (Mosquitto again = Mosquitto.start(broker.port(), folder, keeping);
        Connector.Connection connection = open(settings, Map.of("count", "l3/count"))) {
      await().until(() -> recorder.samples().size() >= MANY);
      assertThat(recorder.hasValue(ASSET.signal("count"), MANY)).isTrue();
      assertThat(recorder.samples()).hasSize(MANY);
    }
  }

  @Test
  void aBrokerIsKnownByItsCertificate() throws Exception {
    assertThat(connects(PeerCertificate.make(folder))).isTrue();
  }

  /** The broker gives each client the name that its certificate says. */
  @Test
  void aBrokerThatAsksForItKnowsTheNodeByItsCertificate() throws Exception {
    PeerCertificate certificate = PeerCertificate.make(folder);
    String[] asks = {
      "require_certificate true",
      "use_identity_as_username true",
      "allow_anonymous false",
      "cafile " + certificate.authority()
    };
    assertThat(connects(certificate, "", asks)).isFalse();
    assertThat(recorder.reason()).contains("connecting mqtts://127.0.0.1");
    String credential = certificate.credential().getFileName().toString();
    assertThat(connects(certificate, credential, asks)).isTrue();
  }

  private boolean connects(PeerCertificate certificate) throws Exception {
    return connects(certificate, "");
  }

  private boolean connects(PeerCertificate certificate, String credential, String... more)
      throws Exception {
    List<String> lines = new ArrayList<>(List.of(more));
    lines.add("certfile " + certificate.certificate());
    lines.add("keyfile " + certificate.key());
    int before = recorder.states().size();
    try (Mosquitto broker = Mosquitto.start(0, folder, lines.toArray(String[]::new))) {
      ObjectNode settings = Json.mapper().createObjectNode();
      settings
          .putObject("broker")
          .put("url", "mqtts://127.0.0.1:" + broker.port())
          .put("credentialFile", credential)
          .put("trustFile", certificate.authority().getFileName().toString());
      try (Connector.Connection connection = open(settings, Map.of("level", "l3/level"))) {
        await().until(() -> recorder.states().size() > before);
        return recorder.isConnected();
      }
    }
  }

  @Test
  void aMistakeIsNamedWithItsPath() throws Exception {
    ObjectNode settings = Json.mapper().createObjectNode();
    settings
        .putObject("broker")
        .put("url", "tcp://broker")
        .put("keepAlive", "1s")
        .put("keepAliv", "2s")
        .put("passwordFile", "/etc/shadow");
    assertThatThrownBy(() -> open(settings, Map.of("a", "b")))
        .hasMessageContaining(
            "settings.broker.url: 'tcp://broker' does not fit; write it as \"mqtts://broker.plant:8883\"")
        .hasMessageContaining("settings.broker: unknown key 'keepAliv' (did you mean 'keepAlive'?)")
        .hasMessageContaining("settings.broker.keepAlive: '1s' does not fit")
        .hasMessageContaining("settings.broker.passwordFile: '/etc/shadow' does not fit");
    settings.putObject("broker").put("url", "mqtt://broker");
    assertThatThrownBy(() -> open(settings, Map.of("a", "l3/+/x")))
        .hasMessageContaining("signals[0].address: 'l3/+/x' is no topic");
    assertThatThrownBy(() -> open(settings, Map.of("a", "l3/x?value=motor")))
        .hasMessageContaining("'motor' is no JSON path");
  }
}
