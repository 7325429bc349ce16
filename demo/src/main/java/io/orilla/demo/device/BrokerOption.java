package io.orilla.demo.device;

import io.orilla.connector.mqtt.BrokerSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which broker a simulated machine publishes to. */
final class BrokerOption {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

  @Option(names = "--broker", description = "(default: ${DEFAULT-VALUE})")
  private String url = "mqtt://127.0.0.1:1883";

  String url() {
    return url;
  }

  /** As anybody, without a certificate or a password. */
  BrokerSettings settings() {
    return new BrokerSettings(
        url, BrokerSettings.Version.FIVE, "", Duration.ZERO, "", "", "", "", KEEP_ALIVE);
  }
}
