package io.orilla.connector.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import io.orilla.connector.contract.Mosquitto;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.mqtt.BrokerSettings;
import io.orilla.connector.sparkplug.EdgeNode.Named;
import io.orilla.connector.sparkplug.simulator.SimulatedEdge;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkplugHostTest {
  private static final SignalName SPEED = new AssetName("riva/hall1/l3/press").signal("speed");

  @TempDir Path folder;

  private final Recorder recorder = new Recorder();

  private Connector.Connection open(Mosquitto broker, String hostId) {
    ObjectNode settings = Json.mapper().createObjectNode().put("hostId", hostId);
    settings.putObject("broker").put("url", "mqtt://127.0.0.1:" + broker.port());
    return new SparkplugConnector(InstantSource.system())
        .open(
            new SourceSpec(
                new ObjectName("hall-1"),
                "sparkplug",
                settings,
                List.of(new SourceSpec.Signal(SPEED, "Plant/Line3/Press:Motor/Speed", null))),
            recorder);
  }

  /** What it publishes is decoded by Eclipse Tahu in {@code EdgePayloadTest}. */
  @Test
  void theSimulatedEdgeIsBornAgainWhenAHostComesLate() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder)) {
      BrokerSettings settings =
          new BrokerSettings(
              "mqtt://127.0.0.1:" + broker.port(),
              BrokerSettings.Version.FIVE,
              "",
              Duration.ZERO,
              "",
              "",
              "",
              "",
              Duration.ofSeconds(20));
      try (SimulatedEdge edge =
              SimulatedEdge.connect(
                  settings, "Plant", "Line3", "Press", Map.of("Motor/Speed", 1.5));
          Connector.Connection connection = open(broker, "")) {
        await()
            .until(
                () -> {
                  edge.say(Map.of("Motor/Speed", 2.5));
                  return recorder.hasValue(SPEED, 2.5);
                });
        assertThat(recorder.isOverflowed(SPEED)).isFalse();
      }
    }
  }

  @Test
  void aMissingMessageIsAGapAndAsksForARebirth() throws Exception {
    Mosquitto broker = Mosquitto.start(0, folder);
    try (TahuEdge edge = new TahuEdge(broker, broker.port(), List.of("Motor/Speed"));
        Connector.Connection connection = open(broker, "")) {
      await().until(() -> recorder.hasValue(SPEED, 0));
      edge.say("Motor/Speed", 1);
      await().until(() -> recorder.hasValue(SPEED, 1));
      long births = edge.births();
      assertThat(recorder.isOverflowed(SPEED)).isFalse();
      edge.skipASequenceNumber();
      edge.say("Motor/Speed", 2);
      await().until(() -> recorder.isOverflowed(SPEED));
      await().until(() -> recorder.hasValue(SPEED, 2));
      assertThat(births).isPositive();
    }
  }

  @Test
  void whatADeadDeviceSaidLastIsNotTrueAnyMore() throws Exception {
    Mosquitto broker = Mosquitto.start(0, folder);
    try (TahuEdge edge = new TahuEdge(broker, broker.port(), List.of("Motor/Speed"));
        Connector.Connection connection = open(broker, "")) {
      edge.say("Motor/Speed", 7);
      await().until(() -> recorder.hasValue(SPEED, 7));
      edge.bury();
      await()
          .until(
              () ->
                  recorder.last(SPEED).orElseThrow().statusCode()
                      == SparkplugHost.NO_COMMUNICATION);
      edge.beBorn();
      await().until(() -> recorder.last(SPEED).orElseThrow().statusCode() == 0);
    }
  }

  /** The will of an earlier connection may come when the node is long born again. */
  @Test
  void aNodesDeathIsThatOfAllItsDevicesUnlessItIsAnEarlierLifes() throws Exception {
    Mosquitto broker = Mosquitto.start(0, folder);
    try (TahuEdge edge = new TahuEdge(broker, broker.port(), List.of("Motor/Speed"));
        Connector.Connection connection = open(broker, "")) {
      edge.say("Motor/Speed", 7);
      await().until(() -> recorder.hasValue(SPEED, 7));
      edge.die(TahuEdge.BIRTH - 1);
      edge.say("Motor/Speed", 8);
      await().until(() -> recorder.hasValue(SPEED, 8));
      assertThat(recorder.last(SPEED).orElseThrow().statusCode()).isZero();
      edge.die(TahuEdge.BIRTH);
      await()
          .until(
              () ->
                  recorder.last(SPEED).orElseThrow().statusCode()
                      == SparkplugHost.NO_COMMUNICATION);
    }
  }

  @Test
  void whatTheBrokerRefusesIsItsSignalsTrouble() {
    Named speed = new Named(new Origin("Plant/Line3", "Press"), "Motor/Speed");
    SparkplugHost host =
        new SparkplugHost(
            Map.of(speed, List.of(SPEED)), recorder, InstantSource.system(), node -> {});
    host.refused(List.of("spBv1.0/Plant/+/Line4/#"));
    assertThat(recorder.isRefused(SPEED)).isFalse();
    host.refused(List.of("spBv1.0/Plant/+/Line3/#"));
    assertThat(recorder.isRefused(SPEED)).isTrue();
  }

  @Test
  void aPrimaryHostSaysWhenItComesAndGoes() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder)) {
      LinkedBlockingQueue<Boolean> states = new LinkedBlockingQueue<>();
      Mqtt3BlockingClient edge =
          MqttClient.builder()
              .useMqttVersion3()
              .serverHost("127.0.0.1")
              .serverPort(broker.port())
              .buildBlocking();
      edge.connect();
      edge.toAsync()
          .subscribeWith()
          .topicFilter("spBv1.0/STATE/orilla")
          .callback(
              message -> states.add(Json.read(message.getPayloadAsBytes(), State.class).online()))
          .send()
          .join();
      try (Connector.Connection connection = open(broker, "orilla")) {
        assertThat(states.poll(10, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(states.poll(10, TimeUnit.SECONDS)).isFalse();
    }
  }

  private record State(boolean online) {}
}
