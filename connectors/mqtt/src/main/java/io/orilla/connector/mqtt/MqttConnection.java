package io.orilla.connector.mqtt;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Payload;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Connects, subscribes, and hands on what comes; it begins anew after any trouble. */
final class MqttConnection implements Connector.Connection {
  /**
   * OPC UA's Uncertain_LastUsableValue, for what a broker kept and nobody says since when: it was
   * so once.
   */
  static final long LAST_USABLE = 0x4090_0000L;

  private final MqttSettings settings;
  private final Routes routes;
  private final SampleListener listener;
  private final InstantSource clock;
  private final ClientThreads threads;
  private final Closing closing = new Closing();
  private final PeerLoop loop;

  MqttConnection(
      MqttSettings settings, Routes routes, SampleListener listener, InstantSource clock) {
    this.settings = settings;
    this.routes = routes;
    this.listener = listener;
    this.clock = clock;
    String name = "mqtt " + settings.broker().url();
    this.threads = new ClientThreads(name);
    this.loop = PeerLoop.start(name, listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    try (Broker broker = new Broker(settings.broker(), threads, closing, null)) {
      broker.connect();
      List<String> refused = broker.subscribe(routes.filters(), settings.qos());
      connected.run();
      for (String topic : refused) {
        routes
            .declaredAt(topic)
            .forEach(
                route -> listener.refused(route.signal(), "the broker refuses topic " + topic));
      }
      while (true) {
        deliver(broker.next());
      }
    }
  }

  private void deliver(List<Message> messages) {
    List<Sample> samples = new ArrayList<>(messages.size());
    long arrival = Long.MIN_VALUE;
    for (Message message : messages) {
      // Two values of one time would be one value told twice.
      arrival = Math.max(arrival + 1, Micros.of(clock.instant()));
      for (Routes.Route route : routes.of(message.topic())) {
        read(message, arrival, route, samples);
      }
    }
    if (!samples.isEmpty()) {
      listener.received(samples);
    } else if (!messages.isEmpty()) {
      listener.heard();
    }
    messages.forEach(message -> message.acknowledge().run());
  }

  private void read(Message message, long arrival, Routes.Route route, List<Sample> samples) {
    try {
      Payload.Reading reading = route.payload().read(message.payload());
      boolean isOld = message.retained() && reading.sourceTime().isEmpty();
      samples.add(
          new Sample(
              route.signal(),
              reading.sourceTime().orElse(arrival),
              arrival,
              reading.value(),
              isOld ? LAST_USABLE : 0));
    } catch (OrillaException e) {
      listener.refused(route.signal(), "a message of topic " + message.topic() + ": " + e.text());
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
