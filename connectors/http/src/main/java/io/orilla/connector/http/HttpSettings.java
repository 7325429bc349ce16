package io.orilla.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.SettingsSchema;
import java.time.Duration;

/** The {@code settings} of a source's document, see its schema. */
record HttpSettings(
    String url,
    Duration interval,
    Duration timeout,
    String username,
    String passwordFile,
    String trustFile) {
  private static final SettingsSchema SCHEMA = ConnectorDescription.of("http").schema();

  static HttpSettings read(JsonNode settings) {
    return SCHEMA.read(settings, HttpSettings.class);
  }
}
