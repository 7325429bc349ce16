package io.orilla.connector.opcua;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.ConnectorDescription;
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

  private static final ConnectorDescription DESCRIPTION = ConnectorDescription.of("opcua");

  static OpcUaSettings read(JsonNode settings) {
    return DESCRIPTION.schema().read(settings, OpcUaSettings.class);
  }

  static OpcUaSettings ofOutput(JsonNode settings) {
    return DESCRIPTION.readOfOutput(settings, OpcUaSettings.class);
  }
}
