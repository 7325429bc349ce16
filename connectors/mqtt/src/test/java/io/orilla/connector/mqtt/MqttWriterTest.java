package io.orilla.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.orilla.connector.contract.Mosquitto;
import io.orilla.connector.contract.Relay;
import io.orilla.connector.peer.FreePort;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.signal.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against mosquitto, a broker that shares no code with the client. */
final class MqttWriterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String TOPIC = "plant/alarm?retain=true";

  @TempDir Path folder;

  private static OutputSpec output(int port, String version) {
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.putObject("broker").put("url", "mqtt://127.0.0.1:" + port).put("version", version);
    return new OutputSpec(
        new ObjectName("n"),
        "mqtt",
        settings,
        List.of(
            new OutputSpec.Write(
                TOPIC,
                Optional.empty(),
                Optional.of(new ObjectName("a")),
                Optional.empty(),
                Optional.empty())));
  }

  private static Writer writer(int port, String version) {
    return new MqttConnector(InstantSource.system()).writer(output(port, version));
  }

  /** A message whose acknowledgement is cut off reached the broker, once: it is not sent again. */
  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void aMessageIsDoneWhenTheBrokerSaysSoAndUnknownWhenItDoesNot(String version) throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder);
        Relay relay = Relay.to(broker.port());
        Writer writer = writer(relay.port(), version)) {
      Mqtt3BlockingClient hearer =
          MqttClient.builder()
              .useMqttVersion3()
              .serverHost("127.0.0.1")
              .serverPort(broker.port())
              .buildBlocking();
      hearer.connect();
      try (var heard = hearer.publishes(MqttGlobalPublishFilter.ALL)) {
        hearer.subscribeWith().topicFilter("plant/#").send();
        assertThat(writer.write(TOPIC, new Value.BooleanValue(true), PATIENCE))
            .isEqualTo(new WriteOutcome.Done(new Value.BooleanValue(true)));
        assertThat(text(heard.receive(5, TimeUnit.SECONDS).orElseThrow())).isEqualTo("true");
        relay.cutAfter(0);
        assertThat(writer.write(TOPIC, new Value.TextValue("{\"once\": 1}"), PATIENCE))
            .isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(text(heard.receive(5, TimeUnit.SECONDS).orElseThrow()))
            .isEqualTo("{\"once\": 1}");
        assertThat(writer.write(TOPIC, new Value.BooleanValue(false), PATIENCE))
            .isInstanceOf(WriteOutcome.Done.class);
        assertThat(text(heard.receive(5, TimeUnit.SECONDS).orElseThrow())).isEqualTo("false");
      }
      hearer.disconnect();
      assertThat(writer.read(TOPIC, PATIENCE)).isEmpty();
    }
  }

  private static String text(Mqtt3Publish message) {
    return new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void withoutABrokerNothingIsPublished() {
    try (Writer writer = writer(FreePort.find(), "5")) {
      assertThat(writer.write(TOPIC, new Value.BooleanValue(true), PATIENCE))
          .isInstanceOf(WriteOutcome.NotDone.class);
    }
  }

  /** A session of its own would repeat what was not acknowledged. */
  @Test
  void aClientIdIsRefused() {
    OutputSpec output = output(1, "5");
    ((ObjectNode) output.settings().path("broker")).put("clientId", "me");
    assertThat(ConnectorDescription.of("mqtt").problems(output))
        .singleElement()
        .asString()
        .contains("unknown key 'clientId'");
  }
}
