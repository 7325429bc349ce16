package io.orilla.connector.sparkplug;

import io.orilla.connector.mqtt.Message;
import io.orilla.connector.sparkplug.EdgeNode.Named;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows edge nodes through births, data and deaths. A message that does not follow its
 * predecessor is a gap of the node's signals, and asks it for a rebirth. Used by one thread.
 */
final class SparkplugHost {
  /** OPC UA's Bad_NoCommunication, for what a dead node or device said last. */
  static final long NO_COMMUNICATION = 0x8031_0000L;

  /** OPC UA's Bad_NoData, for a metric that says that it has no value. */
  static final long NO_DATA = 0x809B_0000L;

  private static final long NANOS_BETWEEN_REBIRTHS = 5_000_000_000L;

  private final Map<Named, List<SignalName>> signals;
  private final SampleListener listener;
  private final InstantSource clock;
  private final Consumer<String> rebirth;
  private final Map<String, EdgeNode> nodes = new HashMap<>();
  private final Map<String, Long> asked = new HashMap<>();
  private final Map<SignalName, Sample> last = new HashMap<>();

  /**
   * @param rebirth asks an edge node to be born again
   */
  SparkplugHost(
      Map<Named, List<SignalName>> signals,
      SampleListener listener,
      InstantSource clock,
      Consumer<String> rebirth) {
    this.signals = signals;
    this.listener = listener;
    this.clock = clock;
    this.rebirth = rebirth;
  }

  /** Says of whom nothing will be heard. */
  void refused(List<String> filters) {
    for (String filter : filters) {
      of(named -> Origin.filter(named.origin().node()).equals(filter))
          .forEach(signal -> listener.refused(signal, "the broker refuses topic " + filter));
    }
  }

  void take(Message message) {
    listener.heard();
    Origin.ofTopic(message.topic()).ifPresent(spoken -> take(spoken, message));
  }

  private void take(Origin.Spoken spoken, Message message) {
    Origin origin = spoken.origin();
    EdgeNode node = nodes.computeIfAbsent(origin.node(), name -> new EdgeNode());
    try {
      SparkplugPayload payload = SparkplugPayload.read(message.payload());
      switch (spoken.kind()) {
        case "NBIRTH" -> {
          node.bornNode(origin, payload);
          born(origin, node, payload);
        }
        case "DBIRTH" -> {
          if (inOrder(origin, node, payload)) {
            node.remember(origin, payload);
            born(origin, node, payload);
          }
        }
        case "NDATA", "DDATA" -> {
          if (inOrder(origin, node, payload)) {
            deliver(origin, node, payload);
          }
        }
        case "NDEATH" -> {
          if (node.isBorn() && node.isDeathOfThisLife(payload)) {
            node.died();
            stale(named -> named.origin().node().equals(origin.node()));
          }
        }
        case "DDEATH" -> {
          if (inOrder(origin, node, payload)) {
            stale(named -> named.origin().equals(origin));
          }
        }
        default -> {} // commands, and what others say of themselves
      }
    } catch (OrillaException e) {
      of(named -> named.origin().equals(origin))
          .forEach(signal -> listener.refused(signal, "a message of " + origin + ": " + e.text()));
    }
  }

  /** Whether the message means something: its node was born. One that is missing is a gap. */
  private boolean inOrder(Origin origin, EdgeNode node, SparkplugPayload payload) {
    if (!node.isBorn()) {
      ask(origin.node());
      return false;
    }
    if (!node.follows(payload)) {
      of(named -> named.origin().node().equals(origin.node())).forEach(listener::overflowed);
      ask(origin.node());
    }
    return true;
  }

  private void ask(String node) {
    Long before = asked.get(node);
    if (before == null || System.nanoTime() - before > NANOS_BETWEEN_REBIRTHS) {
      asked.put(node, System.nanoTime());
      rebirth.accept(node);
    }
  }

  private void born(Origin origin, EdgeNode node, SparkplugPayload payload) {
    deliver(origin, node, payload);
    Set<String> there = new HashSet<>();
    payload.metrics().forEach(metric -> there.add(metric.name()));
    of(named -> named.origin().equals(origin) && !there.contains(named.metric()))
        .forEach(
            signal ->
                listener.refused(signal, "the birth of " + origin + " does not name its metric"));
  }

  private void deliver(Origin origin, EdgeNode node, SparkplugPayload payload) {
    long arrival = Micros.of(clock.instant());
    List<Sample> samples = new ArrayList<>();
    for (Metric metric : payload.metrics()) {
      Optional<Named> named = node.named(origin, metric);
      if (named.isEmpty()) {
        ask(origin.node());
        continue;
      }
      for (SignalName signal : signals.getOrDefault(named.get(), List.of())) {
        Sample sample = sample(signal, metric, node.type(named.get()), payload, arrival);
        last.put(signal, sample);
        samples.add(sample);
      }
    }
    if (!samples.isEmpty()) {
      listener.received(samples);
    }
  }

  private static Sample sample(
      SignalName signal, Metric metric, long type, SparkplugPayload payload, long arrival) {
    long millis = metric.timestamp().orElse(payload.timestamp().orElse(arrival / 1000));
    Value value = metric.value(type).orElse(new Value.TextValue(""));
    long status = metric.held().isPresent() ? 0 : NO_DATA;
    return new Sample(signal, millis * 1000, arrival, value, status);
  }

  /** What the dead said last is not true any more. */
  private void stale(Predicate<Named> dead) {
    long now = Micros.of(clock.instant());
    List<Sample> samples =
        of(dead).stream()
            .filter(last::containsKey)
            .map(last::get)
            .map(said -> new Sample(said.signal(), now, now, said.value(), NO_COMMUNICATION))
            .toList();
    if (!samples.isEmpty()) {
      listener.received(samples);
    }
  }

  private List<SignalName> of(Predicate<Named> whose) {
    return signals.entrySet().stream()
        .filter(entry -> whose.test(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }
}
