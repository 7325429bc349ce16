package io.orilla.connector.sparkplug.simulator;

import io.orilla.connector.mqtt.Broker;
import io.orilla.connector.mqtt.BrokerSettings;
import io.orilla.connector.mqtt.ClientThreads;
import io.orilla.connector.mqtt.Message;
import io.orilla.connector.mqtt.Publication;
import io.orilla.connector.peer.Closing;
import java.util.List;
import java.util.Map;

/**
 * An edge node with a device (Sparkplug 3.0.0), born when it connects and whenever a command comes:
 * it has none but that for a rebirth. Used by one thread.
 */
public final class SimulatedEdge implements AutoCloseable {
  private static final int SEQUENCES = 256;

  private final Broker broker;
  private final String group;
  private final String node;
  private final String device;
  private Map<String, Object> metrics;
  private int sequence;

  private SimulatedEdge(
      Broker broker, String group, String node, String device, Map<String, Object> metrics) {
    this.broker = broker;
    this.group = group;
    this.node = node;
    this.device = device;
    this.metrics = metrics;
  }

  /**
   * @param metrics of the device: numbers with decimals and booleans, by their names
   */
  public static SimulatedEdge connect(
      BrokerSettings settings,
      String group,
      String node,
      String device,
      Map<String, Object> metrics) {
    Publication death =
        new Publication(topic(group, "NDEATH", node), EdgePayload.ofNode().toBytes(), 1, false);
    Broker broker =
        new Broker(
            settings, new ClientThreads("sparkplug edge node " + node), new Closing(), death);
    broker.connect();
    broker.subscribe(List.of(topic(group, "NCMD", node)), 1);
    SimulatedEdge edge = new SimulatedEdge(broker, group, node, device, metrics);
    edge.beBorn();
    return edge;
  }

  private static String topic(String group, String kind, String node) {
    return "spBv1.0/" + group + "/" + kind + "/" + node;
  }

  private void beBorn() {
    sequence = 0;
    publish("NBIRTH", "", EdgePayload.ofNode());
    publish("DBIRTH", "/" + device, EdgePayload.of(metrics));
  }

  /** Publishes what the device measures now, and does what it was told meanwhile. */
  public void say(Map<String, Object> measured) {
    metrics = measured;
    List<Message> commands = broker.next();
    if (commands.isEmpty()) {
      publish("DDATA", "/" + device, EdgePayload.of(metrics));
    } else {
      commands.forEach(command -> command.acknowledge().run());
      beBorn();
    }
  }

  private void publish(String kind, String of, EdgePayload payload) {
    byte[] bytes = payload.withSequence(sequence).toBytes();
    sequence = (sequence + 1) % SEQUENCES;
    broker.publish(new Publication(topic(group, kind, node) + of, bytes, 0, false));
  }

  @Override
  public void close() {
    broker.close();
  }
}
