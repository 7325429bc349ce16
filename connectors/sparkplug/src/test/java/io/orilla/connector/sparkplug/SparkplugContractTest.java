package io.orilla.connector.sparkplug;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.junit.jupiter.api.io.TempDir;

/** Against mosquitto, and an edge node that speaks by Eclipse Tahu. */
final class SparkplugContractTest extends GuardedContract {
  @TempDir Path folder;

  @Override
  protected Connector connector(InstantSource clock) {
    return new SparkplugConnector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    ObjectNode settings = Json.mapper().createObjectNode();
    settings.putObject("broker").put("url", "mqtt://127.0.0.1:" + port).put("keepAlive", "2s");
    return settings;
  }

  @Override
  protected String address(int index, String signal) {
    return signal.isEmpty() ? "" : "Plant/Line3/Press:" + signal;
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofSeconds(2);
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    try {
      return edge(Mosquitto.start(port, folder), signals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlayedPeer edge(Mosquitto broker, List<String> signals) {
    return new TahuEdge(broker, broker.port(), broker.inside(), signals);
  }

  @Override
  protected PlayedPeer playAsking(String secret, int port, List<String> signals) throws Exception {
    return edge(Mosquitto.asking(port, folder, USER, secret), signals);
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
    return edge(Mosquitto.showing(port, folder, issue(begins)), signals);
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
}
