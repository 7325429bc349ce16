package io.orilla.connector.sparkplug;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.orilla.connector.contract.PlayedPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.tahu.SparkplugInvalidTypeException;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.jspecify.annotations.Nullable;

/**
 * An edge node {@code Plant/Line3} with a device {@code Press}, whose payloads are made by Eclipse
 * Tahu: it shares no code with ours. Born when it starts and whenever it is asked to be.
 */
final class TahuEdge implements PlayedPeer {
  static final long BIRTH = 3;

  private static final String NODE = "Plant/%s/Line3";

  private final AutoCloseable broker;
  private final int port;
  private final Mqtt3AsyncClient client;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<String> names;
  private long sequence;
  private long births;

  TahuEdge(AutoCloseable broker, int port, List<String> signals) {
    this(broker, port, port, signals);
  }

  /**
   * @param port of the broker for who is played
   * @param inside where the edge node itself comes in
   */
  TahuEdge(AutoCloseable broker, int port, int inside, List<String> signals) {
    this.broker = broker;
    this.port = port;
    this.names = List.copyOf(signals);
    names.forEach(name -> values.put(name, 0.0));
    this.client =
        MqttClient.builder()
            .useMqttVersion3()
            .serverHost("127.0.0.1")
            .serverPort(inside)
            .buildAsync();
    client
        .connectWith()
        .willPublish(
            Mqtt3Publish.builder()
                .topic(topic("NDEATH"))
                .payload(encoded(payload(List.of(birthDeath(BIRTH)))))
                .qos(MqttQos.AT_LEAST_ONCE)
                .build())
        .send()
        .join();
    client.subscribeWith().topicFilter(topic("NCMD")).callback(command -> beBorn()).send().join();
    beBorn();
  }

  private static String topic(String kind) {
    return "spBv1.0/" + NODE.formatted(kind);
  }

  synchronized void beBorn() {
    sequence = 0;
    publish("NBIRTH", "", List.of(birthDeath(BIRTH)));
    List<Metric> metrics = new ArrayList<>();
    for (int index = 0; index < names.size(); index++) {
      metrics.add(
          metric(
              names.get(index),
              index,
              MetricDataType.Double,
              values.getOrDefault(names.get(index), 0.0)));
    }
    publish("DBIRTH", "/Press", metrics);
    births++;
  }

  synchronized long births() {
    return births;
  }

  /** As when a message is lost on the way. */
  synchronized void skipASequenceNumber() {
    sequence++;
  }

  /**
   * What the broker publishes when an edge node is lost.
   *
   * @param birth of the life that ended
   */
  void die(long birth) {
    client
        .publishWith()
        .topic(topic("NDEATH"))
        .payload(encoded(payload(List.of(birthDeath(birth)))))
        .send()
        .join();
  }

  synchronized void bury() {
    publish("DDEATH", "/Press", List.of());
  }

  private static Metric birthDeath(long birth) {
    return metric("bdSeq", -1, MetricDataType.Int64, birth);
  }

  private static Metric metric(
      String name, long alias, MetricDataType type, @Nullable Object value) {
    try {
      Metric.MetricBuilder metric =
          new Metric.MetricBuilder(name, type, value).timestamp(new Date());
      return (alias < 0 ? metric : metric.alias(alias)).createMetric();
    } catch (SparkplugInvalidTypeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void publish(String kind, String device, List<Metric> metrics) {
    SparkplugBPayload payload = payload(metrics);
    payload.setSeq(sequence++ % 256);
    client
        .publishWith()
        .topic(topic(kind) + device)
        .payload(encoded(payload))
        .qos(MqttQos.AT_MOST_ONCE)
        .send();
  }

  private static SparkplugBPayload payload(List<Metric> metrics) {
    return new SparkplugBPayload.SparkplugBPayloadBuilder()
        .setTimestamp(new Date())
        .addMetrics(metrics)
        .createPayload();
  }

  private static byte[] encoded(SparkplugBPayload payload) {
    try {
      return new SparkplugBPayloadEncoder().getBytes(payload, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void say(String signal, MetricDataType type, @Nullable Object value) {
    values.put(signal, value instanceof Double ? value : 0.0);
    Metric metric = metric(signal, names.indexOf(signal), type, value);
    metric.setName(null); // its alias stands for it
    publish("DDATA", "/Press", List.of(metric));
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void say(String signal, double value) {
    say(signal, MetricDataType.Double, value);
  }

  @Override
  public synchronized long sayBad(String signal) {
    say(signal, MetricDataType.Double, null);
    return SparkplugHost.NO_DATA;
  }

  @Override
  public synchronized void sayText(String signal, String text) {
    say(signal, MetricDataType.String, text);
  }

  @Override
  public void close() {
    try {
      broker.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
