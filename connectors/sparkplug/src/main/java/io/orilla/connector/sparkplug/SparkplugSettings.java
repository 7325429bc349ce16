package io.orilla.connector.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.mqtt.BrokerSettings;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.SettingsSchema;

/** The {@code settings} of a source's document, see its schema. */
record SparkplugSettings(BrokerSettings broker, String hostId) {
  private static final SettingsSchema SCHEMA = ConnectorDescription.of("sparkplug").schema();

  static SparkplugSettings read(JsonNode settings) {
    return SCHEMA.read(settings, SparkplugSettings.class);
  }
}
