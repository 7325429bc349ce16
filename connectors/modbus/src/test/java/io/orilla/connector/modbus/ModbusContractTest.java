package io.orilla.connector.modbus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.ConnectorContract;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.connector.modbus.simulator.ModbusSimulator;
import io.orilla.connector.modbus.simulator.Registers;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

class ModbusContractTest extends ConnectorContract {
  @Override
  protected Connector connector(InstantSource clock) {
    return new ModbusConnector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    return Json.mapper()
        .createObjectNode()
        .put("host", "127.0.0.1")
        .put("port", port)
        .put("interval", "20ms")
        .put("timeout", "1s")
        .put("requestsPerSecond", 10_000);
  }

  @Override
  protected String address(int index, String signal) {
    return "holding/" + 2 * index + "?type=float32";
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofSeconds(1);
  }

  protected ModbusSimulator simulator(int port, Registers registers) {
    return ModbusSimulator.tcp(port, registers);
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    Registers registers = new Registers();
    signals.forEach(signal -> registers.setFloat(2 * signals.indexOf(signal), 0));
    return new Served(simulator(port, registers), registers, signals);
  }

  private static final class Served implements PlayedPeer {
    private final ModbusSimulator simulator;
    private final Registers registers;
    private final List<String> signals;
    private boolean closed;

    Served(ModbusSimulator simulator, Registers registers, List<String> signals) {
      this.simulator = simulator;
      this.registers = registers;
      this.signals = signals;
    }

    @Override
    public int port() {
      return simulator.port();
    }

    @Override
    public void say(String signal, double value) {
      registers.setFloat(2 * signals.indexOf(signal), (float) value);
    }

    @Override
    public long sayBad(String signal) {
      say(signal, Double.NaN);
      return Poll.NO_DATA;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        simulator.close();
      }
    }
  }
}
