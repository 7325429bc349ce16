package io.orilla.connector.modbus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.modbus.simulator.ModbusSimulator;
import io.orilla.connector.modbus.simulator.Registers;

/** The same with frames as on a serial line. */
final class ModbusRtuContractTest extends ModbusContractTest {
  @Override
  protected ObjectNode settings(int port) {
    return super.settings(port).put("framing", "rtu");
  }

  @Override
  protected ModbusSimulator simulator(int port, Registers registers) {
    return ModbusSimulator.rtu(port, registers);
  }
}
