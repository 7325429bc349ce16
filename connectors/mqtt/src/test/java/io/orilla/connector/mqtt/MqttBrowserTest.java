package io.orilla.connector.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.orilla.connector.contract.Mosquitto;
import io.orilla.model.connector.Browser;
import io.orilla.model.connector.Browser.Found;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MqttBrowserTest {
  private final MqttConnector connector = new MqttConnector(InstantSource.system());

  @TempDir Path folder;

  private static ObjectNode settings(int port) {
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.putObject("broker").put("url", "mqtt://127.0.0.1:" + port).put("clientId", "press");
    return settings;
  }

  private static void retain(Mosquitto broker, String topic, String message) {
    Mqtt5BlockingClient client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .buildBlocking();
    client.connect();
    client.publishWith().topic(topic).payload(message.getBytes(UTF_8)).retain(true).send();
    client.disconnect();
  }

  private static List<Found> children(Browser browser, String where) {
    return browser.children(where, "", 100).found();
  }

  @Test
  void whatTheBrokerRetainedIsATreeOfTopicsAndOfTheJsonInThem() throws Exception {
    try (Mosquitto broker = Mosquitto.start(0, folder)) {
      retain(broker, "plant/l3/state", "{\"motor\":{\"speed\":12.5,\"x 1\":true},\"n\":3}");
      retain(broker, "plant/l3/what?/level", "7");
      retain(broker, "/old/temperature", "warm");
      try (Browser browser = connector.browse(settings(broker.port()))) {
        assertThat(children(browser, ""))
            .containsExactly(Found.folder("/old", "/old"), Found.folder("plant", "plant"));
        assertThat(children(browser, "/old"))
            .containsExactly(Found.signal("/old/temperature", "temperature", "text", ""));
        assertThat(children(browser, "plant/l3"))
            .containsExactly(
                Found.folder("plant/l3/state", "state"), Found.folder("plant/l3/what%3F", "what?"));
        assertThat(children(browser, "plant/l3/what%3F"))
            .containsExactly(Found.signal("plant/l3/what%3F/level", "level", "whole number", ""));
        assertThat(children(browser, "plant/l3/state"))
            .containsExactly(
                Found.folder("plant/l3/state?value=$.motor", "motor"),
                Found.signal("plant/l3/state?value=$.n", "n", "whole number", ""));
        List<Found> motor = children(browser, "plant/l3/state?value=$.motor");
        assertThat(motor)
            .containsExactly(
                Found.signal("plant/l3/state?value=$.motor.speed", "speed", "number", ""),
                Found.signal("plant/l3/state?value=$.motor['x 1']", "x 1", "boolean", ""));
        assertThatThrownBy(() -> children(browser, "plant/l9"))
            .hasMessage("nothing was heard of 'plant/l9'");
        AssetName press = new AssetName("riva/hall1/l3/press");
        List<SourceSpec.Signal> signals =
            motor.stream()
                .map(f -> new SourceSpec.Signal(press.signal(f.name()), f.address(), null))
                .toList();
        SourceSpec source =
            new SourceSpec(new ObjectName("n"), "mqtt", settings(broker.port()), signals);
        assertThat(new Routes(MqttSettings.read(source.settings()), signals).filters())
            .as("its addresses are a source's")
            .containsExactly("plant/l3/state");
      }
    }
  }

  @Test
  void aBrokerThatIsNotThereSaysSo() {
    assertThatThrownBy(() -> connector.browse(settings(1)))
        .isInstanceOfSatisfying(
            OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PEER_UNAVAILABLE));
  }

  /** A second client of one id would take the source's place, and its messages. */
  @Test
  void aVisitorComesWithoutTheSourcesClientId() {
    assertThat(connector.visiting(settings(1883)).at("/broker").has("clientId")).isFalse();
  }
}
