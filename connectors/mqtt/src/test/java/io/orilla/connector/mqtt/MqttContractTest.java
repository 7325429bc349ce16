package io.orilla.connector.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.orilla.connector.contract.GuardedContract;
import io.orilla.connector.contract.Mosquitto;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;

/** Against mosquitto, a broker that shares no code with the client. */
class MqttContractTest extends GuardedContract {
  @TempDir Path folder;

  @Override
  protected Connector connector(InstantSource clock) {
    return new MqttConnector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.putObject("broker").put("url", "mqtt://127.0.0.1:" + port).put("keepAlive", "2s");
    return settings;
  }

  @Override
  protected String address(int index, String signal) {
    return signal.isEmpty() ? "" : "plant/" + signal;
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofSeconds(2);
  }

  @Override
  protected boolean knowsItsAddresses() {
    return false;
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    try {
      return published(Mosquitto.start(port, folder), signals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Published published(Mosquitto broker, List<String> signals) {
    Published published = new Published(broker);
    CompletableFuture<?>[] said =
        signals.stream()
            .map(signal -> published.publish(signal, "0"))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(said).join();
    return published;
  }

  @Override
  protected PlayedPeer playAsking(String secret, int port, List<String> signals) throws Exception {
    return published(Mosquitto.asking(port, folder, USER, secret), signals);
  }

  @Override
  protected ObjectNode known(int port) {
    ObjectNode settings = settings(port);
    settings.withObject("/broker").put("username", USER).put("passwordFile", SECRET_FILE);
    return settings;
  }

  @Override
  protected PlayedPeer playShowing(Instant begins, int port, List<String> signals)
      throws Exception {
    return published(Mosquitto.showing(port, folder, issue(begins)), signals);
  }

  @Override
  protected ObjectNode trusting(int port) {
    ObjectNode settings = settings(port);
    settings
        .withObject("/broker")
        .put("url", "mqtts://127.0.0.1:" + port)
        .put("trustFile", AUTHORITY);
    return settings;
  }

  private static final class Published implements PlayedPeer {
    private final Mosquitto broker;
    private final Mqtt3AsyncClient publisher;

    Published(Mosquitto broker) {
      this.broker = broker;
      this.publisher =
          MqttClient.builder()
              .useMqttVersion3()
              .serverHost("127.0.0.1")
              .serverPort(broker.inside())
              .buildAsync();
      publisher.connect().join();
    }

    CompletableFuture<?> publish(String signal, String payload) {
      return publisher
          .publishWith()
          .topic("plant/" + signal)
          .payload(payload.getBytes(UTF_8))
          .qos(MqttQos.AT_LEAST_ONCE)
          .retain(true)
          .send();
    }

    @Override
    public int port() {
      return broker.port();
    }

    @Override
    public void say(String signal, double value) {
      publish(signal, Double.toString(value)).join();
    }

    @Override
    public void sayText(String signal, String text) {
      publish(signal, text).join();
    }

    @Override
    public void close() {
      broker.close();
    }
  }
}
