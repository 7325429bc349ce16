package io.orilla.tests.identity;

import io.orilla.client.OrillaClient;
import io.orilla.model.document.ObjectName;
import io.orilla.node.Node;
import io.orilla.node.NodeSettings;
import io.orilla.server.Server;
import io.orilla.server.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A server and boxes around it, each with a clock of its own. */
final class Plant implements AutoCloseable {
  static final ObjectName NODE = new ObjectName("hall-1");

  final Meter meter = new Meter();
  final TestClock serverClock = new TestClock();
  final TestClock nodeClock = new TestClock();
  private final Path folder;
  private Server server;
  private int nodePort;

  Plant(Path folder) {
    this.folder = folder;
    this.server = startServer();
  }

  private Server startServer() {
    Server started =
        Server.start(
            ServerSettings.at(serverHome())
                .withPorts(0, nodePort)
                .withCommitInterval(Duration.ofMillis(200)),
            serverClock);
    nodePort = started.nodePort();
    return started;
  }

  Path serverHome() {
    return folder.resolve("server");
  }

  void stopServer() {
    server.close();
  }

  /** Starts the server again, where its nodes look for it. */
  void restartServer() {
    server = startServer();
  }

  OrillaClient client() {
    return new OrillaClient(URI.create("http://127.0.0.1:" + server.port()));
  }

  /** Lets the node read the meter. */
  void declareMeter() {
    try (OrillaClient client = client()) {
      client.apply(Meter.SOURCE);
    }
  }

  void withdrawMeter() {
    try (OrillaClient client = client()) {
      client.delete("documents/source/meter");
    }
  }

  String token(Map<String, String> wish) {
    try (OrillaClient client = client()) {
      return client.post("tokens", wish).path("token").asText();
    }
  }

  void post(String path) {
    try (OrillaClient client = client()) {
      client.post(path, Map.of());
    }
  }

  /** A fact of the node, as people see it. */
  String seen(String fact) {
    try (OrillaClient client = client()) {
      return client.get("nodes/" + NODE).path(fact).asText();
    }
  }

  /** The node's latest events, as people see them. */
  String events() {
    try (OrillaClient client = client()) {
      return client.get("nodes/" + NODE).path("events").toString();
    }
  }

  Path box(String name) {
    return folder.resolve(name);
  }

  NodeSettings settings(String box) {
    return NodeSettings.at(box(box))
        .with(
            draft -> {
              draft.poll = Duration.ofMillis(300);
              draft.firstRetry = Duration.ofMillis(10);
              draft.longestRetry = Duration.ofMillis(50);
            });
  }

  void join(String box, String token) throws InterruptedException {
    Node.join(settings(box), token, NODE, nodeClock);
  }

  void join(String box) throws InterruptedException {
    join(box, token(Map.of("node", NODE.text())));
  }

  Node start(String box) {
    return start(box, nodeClock);
  }

  Node start(String box, InstantSource clock) {
    return Node.start(settings(box), List.of(meter), clock);
  }

  @Override
  public void close() {
    server.close();
  }
}
