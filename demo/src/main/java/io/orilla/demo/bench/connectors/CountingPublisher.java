package io.orilla.demo.bench.connectors;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Publishes counts at quality of service 1 as fast as its broker takes them, in a process of its
 * own, through restarts of the broker.
 */
final class CountingPublisher {
  private static final int UNACKNOWLEDGED = 500;

  private CountingPublisher() {}

  static String topic(int index) {
    return "bench/s%03d".formatted(index);
  }

  /**
   * @param arguments port, number of topics
   */
  public static void main(String[] arguments) throws InterruptedException {
    Mqtt3AsyncClient client =
        MqttClient.builder()
            .useMqttVersion3()
            .identifier("publisher")
            .serverHost("127.0.0.1")
            .serverPort(Integer.parseInt(arguments[0]))
            .automaticReconnect()
            .initialDelay(100, TimeUnit.MILLISECONDS)
            .maxDelay(500, TimeUnit.MILLISECONDS)
            .applyAutomaticReconnect()
            .buildAsync();
    client.connectWith().cleanSession(false).send().join();
    System.out.println("ready");
    Thread.ofPlatform().daemon().start(CountingPublisher::endWithParent);
    publish(client, Integer.parseInt(arguments[1]));
  }

  private static void endWithParent() {
    try {
      System.in.read();
    } catch (IOException e) {
      // Its parent has ended.
    }
    Runtime.getRuntime().halt(0);
  }

  private static void publish(Mqtt3AsyncClient client, int topics) throws InterruptedException {
    Semaphore window = new Semaphore(UNACKNOWLEDGED);
    for (long turn = 1; ; turn++) {
      byte[] count = Long.toString(turn).getBytes(StandardCharsets.US_ASCII);
      for (int topic = 0; topic < topics; topic++) {
        window.acquire();
        var unused =
            client
                .publishWith()
                .topic(topic(topic))
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(count)
                .send()
                .whenComplete((sent, failure) -> window.release());
      }
    }
  }
}
