package io.orilla.connector.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.peer.JsonPath;
import io.orilla.connector.peer.NameTemplate;
import io.orilla.connector.peer.Payload;
import io.orilla.model.connector.ConnectorDescription;
import java.util.List;
import java.util.Optional;

/** The {@code settings} of a source's document, see its schema. */
record MqttSettings(BrokerSettings broker, int qos, List<Topic> topics) {
  private static final ConnectorDescription DESCRIPTION = ConnectorDescription.of("mqtt");

  MqttSettings {
    topics = List.copyOf(topics);
  }

  /** A topic whose signals name themselves. */
  record Topic(String topic, String name, String value, String time, Payload.Kind type) {
    NameTemplate names() {
      return new NameTemplate(topic, name);
    }

    /** The topic with a plus sign for each level that differs. */
    String filter() {
      return topic.replaceAll("\\{[^}/]*\\}", "+");
    }

    Payload payload() {
      return new Payload(path(value), path(time), type);
    }

    private static Optional<JsonPath> path(String text) {
      return text.isEmpty() ? Optional.empty() : Optional.of(JsonPath.parse(text));
    }
  }

  static MqttSettings read(JsonNode settings) {
    return DESCRIPTION.schema().read(settings, MqttSettings.class);
  }

  static MqttSettings ofOutput(JsonNode settings) {
    return DESCRIPTION.readOfOutput(settings, MqttSettings.class);
  }
}
