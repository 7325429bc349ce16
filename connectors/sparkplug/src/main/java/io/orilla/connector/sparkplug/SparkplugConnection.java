package io.orilla.connector.sparkplug;

import io.orilla.connector.mqtt.Broker;
import io.orilla.connector.mqtt.ClientThreads;
import io.orilla.connector.mqtt.Message;
import io.orilla.connector.mqtt.Publication;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.connector.sparkplug.EdgeNode.Named;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Json;
import io.orilla.model.signal.SignalName;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Connects, says as a primary host that it is there, and follows the edge nodes. */
final class SparkplugConnection implements Connector.Connection {
  private static final int AT_MOST_ONCE = 0;
  private static final int AT_LEAST_ONCE = 1;

  private final SparkplugSettings settings;
  private final Map<Named, List<SignalName>> signals;
  private final Set<String> nodes = new TreeSet<>();
  private final SampleListener listener;
  private final InstantSource clock;
  private final ClientThreads threads;
  private final Closing closing = new Closing();
  private final PeerLoop loop;

  /** What a primary host says of itself (Sparkplug 3.0.0, 6.4.27). */
  private record State(boolean online, long timestamp) {}

  SparkplugConnection(
      SparkplugSettings settings,
      Map<Named, List<SignalName>> signals,
      SampleListener listener,
      InstantSource clock) {
    this.settings = settings;
    this.signals = signals;
    this.listener = listener;
    this.clock = clock;
    signals.keySet().forEach(metric -> nodes.add(metric.origin().node()));
    String name = "sparkplug " + settings.broker().url();
    this.threads = new ClientThreads(name);
    this.loop = PeerLoop.start(name, listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    long now = clock.millis();
    Optional<Publication> offline = state(false, now);
    try (Broker broker = new Broker(settings.broker(), threads, closing, offline.orElse(null))) {
      broker.connect();
      SparkplugHost host = new SparkplugHost(signals, listener, clock, node -> ask(broker, node));
      List<String> refused =
          broker.subscribe(nodes.stream().map(Origin::filter).toList(), AT_LEAST_ONCE);
      state(true, now).ifPresent(broker::publish);
      connected.run();
      host.refused(refused);
      nodes.forEach(node -> ask(broker, node));
      follow(broker, host);
    }
  }

  private void follow(Broker broker, SparkplugHost host) {
    while (true) {
      List<Message> messages = broker.next();
      for (Message message : messages) {
        host.take(message);
        message.acknowledge().run();
      }
    }
  }

  private Optional<Publication> state(boolean online, long timestamp) {
    return settings.hostId().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Publication(
                Origin.stateTopic(settings.hostId()),
                Json.bytes(new State(online, timestamp)),
                AT_LEAST_ONCE,
                true));
  }

  private void ask(Broker broker, String node) {
    byte[] request = SparkplugPayload.rebirthRequest(clock.millis());
    broker.publish(new Publication(Origin.commandTopic(node), request, AT_MOST_ONCE, false));
  }

  @Override
  public void close() {
    loop.close();
  }
}
