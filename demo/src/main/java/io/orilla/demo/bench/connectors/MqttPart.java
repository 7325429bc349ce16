package io.orilla.demo.bench.connectors;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.orilla.connector.mqtt.MqttConnector;
import io.orilla.connector.peer.FreePort;
import io.orilla.demo.bench.Figure;
import io.orilla.model.content.Json;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** MQTT at quality of service 1 from mosquitto, which restarts and falls silent. */
final class MqttPart {
  private static final AssetName ASSET = new AssetName("riva/hall1/bench/pump");
  private static final int TOPICS = 100;
  private static final double RATE = 15_000;
  private static final double KEEP_ALIVE_MILLIS = 2000;
  private static final double RECOVER_MILLIS = 6000;

  private final Path folder;

  MqttPart(Path folder) {
    this.folder = folder;
  }

  private static Optional<Path> mosquitto() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .map(place -> Path.of(place, "mosquitto"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  List<Figure> measure(Duration time) throws IOException, InterruptedException {
    Optional<Path> program = mosquitto();
    if (program.isEmpty()) {
      System.out.println("left out: mosquitto is not installed");
      return List.of();
    }
    int port = FreePort.find();
    String[] command = {program.get().toString(), "-c", configuration(port).toString()};
    PeerProcess broker = PeerProcess.listening(port, command);
    try {
      double bare = bareRate(port, time.dividedBy(2));
      try (ReadingNode node = read(port)) {
        ReadingNode.await(node::isConnected, "the node subscribes");
        Completeness seen = node.completeness();
        try (PeerProcess publisher = publisher(port)) {
          ReadingNode.await(() -> seen.signals() == TOPICS, "a value of each topic");
          double own = rate(seen, time);
          broker.stop();
          broker = PeerProcess.listening(port, command);
          double recovered = millisUntilMore(seen);
          Thread.sleep(time.dividedBy(4)); // what was unacknowledged comes again
          broker.fallSilent();
          long silent = System.nanoTime();
          ReadingNode.await(() -> !node.isConnected(), "the silent broker is noticed");
          return figures(own, bare, node.lost(), recovered, (System.nanoTime() - silent) / 1e6);
        }
      }
    } finally {
      broker.close();
    }
  }

  private static List<Figure> figures(
      double own, double bare, long lost, double recovered, double noticed) {
    return List.of(
        Figure.atLeast(
            RATE,
            "mqtt_messages_s",
            own,
            bare,
            "messages at QoS 1 journalled in a second, published at the same time | by the bare library, thrown away"),
        Figure.atMost(0, "mqtt_lost", lost, 0, "of them, also over a restart of the broker"),
        Figure.atMost(
            RECOVER_MILLIS,
            "mqtt_recover_ms",
            recovered,
            0,
            "from the restarted broker's being there to the first messages; the back-off is 5 s at most"),
        Figure.atMost(
            KEEP_ALIVE_MILLIS + 1000,
            "mqtt_silent_ms",
            noticed,
            KEEP_ALIVE_MILLIS,
            "until a broker is noticed that says nothing any more | the keep-alive"));
  }

  private Path configuration(int port) throws IOException {
    Path kept = Files.createDirectories(folder.resolve("mosquitto")).toAbsolutePath();
    return Files.writeString(
        kept.resolve("mosquitto.conf"),
        """
        listener %d 127.0.0.1
        allow_anonymous true
        user %s
        max_queued_messages 0
        persistence true
        persistence_location %s/
        """
            .formatted(port, System.getProperty("user.name"), kept));
  }

  private static PeerProcess publisher(int port) throws IOException {
    return PeerProcess.java(CountingPublisher.class, "" + port, "" + TOPICS);
  }

  private static double rate(Completeness seen, Duration time) throws InterruptedException {
    long from = seen.received();
    long began = System.nanoTime();
    Thread.sleep(time);
    return (seen.received() - from) / ((System.nanoTime() - began) / 1e9);
  }

  private static double millisUntilMore(Completeness seen) throws InterruptedException {
    long ready = System.nanoTime();
    long before = seen.received();
    ReadingNode.await(() -> seen.received() > before, "messages after the restart");
    return (System.nanoTime() - ready) / 1e6;
  }

  private static double bareRate(int port, Duration time) throws IOException, InterruptedException {
    LongAdder received = new LongAdder();
    Mqtt3AsyncClient client =
        MqttClient.builder()
            .useMqttVersion3()
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildAsync();
    client.connect().join();
    client
        .subscribeWith()
        .topicFilter("bench/+")
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(message -> received.increment())
        .send()
        .join();
    try (PeerProcess publisher = publisher(port)) {
      ReadingNode.await(() -> received.sum() > TOPICS, "messages for the yardstick");
      long from = received.sum();
      long began = System.nanoTime();
      Thread.sleep(time);
      return (received.sum() - from) / ((System.nanoTime() - began) / 1e9);
    } finally {
      client.disconnect().join();
    }
  }

  private ReadingNode read(int port) throws IOException {
    List<SourceSpec.Signal> signals =
        IntStream.range(0, TOPICS)
            .mapToObj(
                index ->
                    new SourceSpec.Signal(
                        ASSET.signal("s" + index), CountingPublisher.topic(index), null))
            .toList();
    var settings = Json.mapper().createObjectNode().put("qos", 1);
    settings
        .putObject("broker")
        .put("url", "mqtt://127.0.0.1:" + port)
        .put("clientId", "bench")
        .put("keepAlive", (int) KEEP_ALIVE_MILLIS / 1000 + "s");
    return new ReadingNode(
        folder.resolve("journal-" + port),
        new MqttConnector(InstantSource.system()),
        new SourceSpec(ReadingNode.NAME, "mqtt", settings, signals));
  }
}
