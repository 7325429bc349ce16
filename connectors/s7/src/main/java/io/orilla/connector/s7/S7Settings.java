package io.orilla.connector.s7;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.SettingsSchema;
import java.time.Duration;

/** The {@code settings} of a source's document, see its schema. */
record S7Settings(
    String host,
    int port,
    int rack,
    int slot,
    Duration interval,
    Duration timeout,
    int requestsPerSecond) {
  private static final SettingsSchema SCHEMA = ConnectorDescription.of("s7").schema();

  static S7Settings read(JsonNode settings) {
    return SCHEMA.read(settings, S7Settings.class);
  }

  /** Its protocol and address, for people. */
  String peer() {
    return "s7 " + host + ":" + port;
  }
}
