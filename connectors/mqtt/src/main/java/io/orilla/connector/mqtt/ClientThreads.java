package io.orilla.connector.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import io.orilla.connector.peer.Closing;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads of the connections to one broker that follow each other: network, and delivery. They
 * end by themselves soon after they have nothing to do, as they still have when a connection is
 * over.
 */
public final class ClientThreads {
  private static final long IDLE_MILLIS = 200;

  private final Executor network;
  private final Executor delivery;

  public ClientThreads(String name) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name(name).factory();
    this.network = task -> factory.newThread(task).start();
    ThreadPoolExecutor inOrder =
        new ThreadPoolExecutor(
            1, 1, IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), factory);
    inOrder.allowCoreThreadTimeOut(true);
    this.delivery = inOrder;
  }

  Executor delivery() {
    return delivery;
  }

  /** A client that connects once and tells what ended the connection. */
  MqttClientBuilder client(BrokerSettings settings, Consumer<String> lost) {
    MqttClientBuilder builder =
        MqttClient.builder()
            .identifier(
                settings.keepsSession() ? settings.clientId() : "orilla-" + UUID.randomUUID())
            .serverHost(settings.host())
            .serverPort(settings.port())
            .executorConfig(
                MqttClientExecutorConfig.builder().nettyExecutor(network).nettyThreads(1).build())
            .addDisconnectedListener(context -> lost.accept(Closing.reason(context.getCause())));
    if (!settings.isSecure()) {
      return builder;
    }
    return builder
        .sslConfig()
        .keyManagerFactory(settings.keys().orElse(null)) // null stands for none
        .trustManagerFactory(settings.trust().orElse(null)) // null stands for the system's
        .applySslConfig();
  }

  /** MQTT counts in seconds, and a silence is certain after two of them. */
  static int keepAliveSeconds(BrokerSettings settings) {
    return (int) Math.clamp(settings.keepAlive().toSeconds() / 2, 1, 65_535);
  }
}
