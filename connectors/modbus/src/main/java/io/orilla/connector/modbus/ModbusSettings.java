package io.orilla.connector.modbus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.ConnectorDescription;
import java.time.Duration;

/** How a source reads its device: the {@code settings} of its document, see its schema. */
record ModbusSettings(
    String host,
    int port,
    Framing framing,
    int unit,
    Duration interval,
    Duration timeout,
    int requestsPerSecond,
    int registersPerRequest,
    int registersBetween,
    ByteOrder order) {
  private static final ConnectorDescription DESCRIPTION = ConnectorDescription.of("modbus");

  /** How a request is wrapped: with a header that numbers it, or as on a serial line. */
  enum Framing {
    @JsonProperty("tcp")
    TCP,
    @JsonProperty("rtu")
    RTU
  }

  static ModbusSettings read(JsonNode settings) {
    return DESCRIPTION.schema().read(settings, ModbusSettings.class);
  }

  static ModbusSettings ofOutput(JsonNode settings) {
    return DESCRIPTION.readOfOutput(settings, ModbusSettings.class);
  }

  /** Its protocol and address, for people. */
  String peer() {
    return "modbus " + host + ":" + port;
  }
}
