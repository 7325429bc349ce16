package io.orilla.connector.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.orilla.connector.contract.Mosquitto;
import io.orilla.connector.contract.MosquittoContract;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.model.connector.Connector;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Against mosquitto, a broker that shares no code with the client. */
class MqttContractTest extends MosquittoContract {
  @Override
  protected Connector connector(InstantSource clock) {
    return new MqttConnector(clock);
  }

  @Override
  protected String address(int index, String signal) {
    return signal.isEmpty() ? "" : "plant/" + signal;
  }

  @Override
  protected boolean knowsItsAddresses() {
    return false;
  }

  @Override
  protected PlayedPeer publish(Mosquitto broker, List<String> signals) {
    Published published = new Published(broker);
    CompletableFuture<?>[] said =
        signals.stream()
            .map(signal -> published.publish(signal, "0"))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(said).join();
    return published;
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
