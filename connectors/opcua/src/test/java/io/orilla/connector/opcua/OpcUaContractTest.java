package io.orilla.connector.opcua;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.ConnectorContract;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.model.connector.Connector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

final class OpcUaContractTest extends ConnectorContract {
  private static final long BAD_SENSOR_FAILURE = 0x808C_0000L;

  @Override
  protected Connector connector(InstantSource clock) {
    return new OpcUaConnector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    return Sources.settings("opc.tcp://127.0.0.1:" + port);
  }

  @Override
  protected String address(int index, String signal) {
    return "ns=2;s=" + signal;
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofSeconds(5);
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    TreeMap<String, NodeId> nodes = new TreeMap<>();
    signals.forEach(signal -> nodes.put(signal, NodeIds.Double));
    Served served = new Served(OpcUaSimulator.start(port, nodes, HandOver.UNNOTICED));
    served.simulator.serve(signals.stream().map(name -> served.value(name, 0.0, 0)).toList());
    return served;
  }

  private static final class Served implements PlayedPeer {
    private static final AtomicLong TIME = new AtomicLong(1_700_000_000_000_000L);
    private final OpcUaSimulator simulator;
    private boolean closed;

    Served(OpcUaSimulator simulator) {
      this.simulator = simulator;
    }

    private ServedValue value(String signal, Object value, long status) {
      return new ServedValue(signal, Variant.of(value), TIME.addAndGet(1_000_000), status);
    }

    @Override
    public int port() {
      return simulator.port();
    }

    @Override
    public void say(String signal, double value) {
      simulator.serve(List.of(value(signal, value, 0)));
    }

    @Override
    public long sayBad(String signal) {
      simulator.serve(List.of(value(signal, 0.0, BAD_SENSOR_FAILURE)));
      return BAD_SENSOR_FAILURE;
    }

    @Override
    public void sayText(String signal, String text) {
      simulator.serve(List.of(value(signal, text, 0)));
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
