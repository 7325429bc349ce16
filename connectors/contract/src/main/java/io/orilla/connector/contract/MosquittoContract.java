package io.orilla.connector.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Of connectors that reach their peers by a broker: mosquitto, which shares no code with them. */
public abstract class MosquittoContract extends GuardedContract {
  @TempDir Path folder;

  /** Plays who publishes these signals, by the broker's door inside, and ends with the broker. */
  protected abstract PlayedPeer publish(Mosquitto broker, List<String> signals);

  @Override
  protected final PlayedPeer play(int port, List<String> signals) {
    try {
      return publish(Mosquitto.start(port, folder), signals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected final PlayedPeer playAsking(String secret, int port, List<String> signals)
      throws IOException, InterruptedException {
    return publish(Mosquitto.asking(port, folder, USER, secret), signals);
  }

  @Override
  protected final PlayedPeer playShowing(Instant begins, int port, List<String> signals)
      throws Exception {
    return publish(Mosquitto.showing(port, folder, issue(begins)), signals);
  }

  @Override
  protected ObjectNode settings(int port) {
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.putObject("broker").put("url", "mqtt://127.0.0.1:" + port).put("keepAlive", "2s");
    return settings;
  }

  @Override
  protected final ObjectNode known(int port) {
    ObjectNode settings = settings(port);
    settings.withObject("/broker").put("username", USER).put("passwordFile", SECRET_FILE);
    return settings;
  }

  @Override
  protected final ObjectNode trusting(int port) {
    ObjectNode settings = settings(port);
    settings
        .withObject("/broker")
        .put("url", "mqtts://127.0.0.1:" + port)
        .put("trustFile", AUTHORITY);
    return settings;
  }

  @Override
  protected final Duration keepAlive() {
    return Duration.ofSeconds(2);
  }
}
