package io.orilla.connector.opcua;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.model.content.DurationText;
import io.orilla.model.content.Json;
import io.orilla.model.document.DocumentReader;
import io.orilla.model.error.OrillaException;
import java.net.URI;
import java.time.Duration;

/**
 * How a source reads its OPC UA server: the {@code settings} of its document.
 *
 * @param endpoint as {@code opc.tcp://10.1.2.3:4840}
 * @param publishingInterval how often the server sends what has gathered
 * @param samplingInterval how often the server looks at a value; 0 takes every change it sees
 * @param queueSize how many values of a signal the server keeps until they are fetched
 * @param security the security policy of the endpoint to use
 */
record OpcUaSettings(
    String endpoint,
    Duration publishingInterval,
    Duration samplingInterval,
    int queueSize,
    Security security) {

  /** The security policies that this connector speaks. */
  enum Security {
    @JsonProperty("None")
    NONE
  }

  private static final int LARGEST_QUEUE = 65_535;

  OpcUaSettings {
    if (!isEndpoint(endpoint)) {
      throw OrillaException.invalid(
          "endpoint '" + endpoint + "' is no address; write opc.tcp://host:port");
    }
    if (!publishingInterval.isPositive()) {
      throw OrillaException.invalid(
          "publishingInterval "
              + DurationText.format(publishingInterval)
              + " must be longer than nothing, as 20ms");
    }
    if (queueSize < 1 || queueSize > LARGEST_QUEUE) {
      throw OrillaException.invalid(
          "queueSize " + queueSize + " must lie in [1, " + LARGEST_QUEUE + "]");
    }
  }

  static OpcUaSettings read(JsonNode settings) {
    if (settings instanceof ObjectNode written) {
      return DocumentReader.read(defaults().setAll(written), OpcUaSettings.class, "settings");
    }
    return DocumentReader.read(settings, OpcUaSettings.class, "settings");
  }

  private static ObjectNode defaults() {
    return Json.mapper()
        .createObjectNode()
        .put("publishingInterval", "20ms")
        .put("samplingInterval", "0ms")
        .put("queueSize", 1000)
        .put("security", "None");
  }

  private static boolean isEndpoint(String text) {
    try {
      URI uri = URI.create(text);
      return "opc.tcp".equals(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
