package io.orilla.connector.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The same with version 3.1.1 of the protocol. */
final class Mqtt3ContractTest extends MqttContractTest {
  @Override
  protected ObjectNode settings(int port) {
    ObjectNode settings = super.settings(port);
    settings.withObject("/broker").put("version", "3.1.1");
    return settings;
  }
}
