package io.orilla.connector.s7;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.ConnectorContract;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.connector.s7.simulator.DataBlocks;
import io.orilla.connector.s7.simulator.S7Simulator;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

final class S7ContractTest extends ConnectorContract {
  private static final int SIGNALS_IN_BLOCK = 4_000;

  @Override
  protected Connector connector(InstantSource clock) {
    return new S7Connector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    return Json.mapper()
        .createObjectNode()
        .put("host", "127.0.0.1")
        .put("port", port)
        .put("interval", "20ms")
        .put("timeout", "500ms")
        .put("requestsPerSecond", 2000);
  }

  @Override
  protected String address(int index, String signal) {
    return signal.isEmpty()
        ? ""
        : "DB%d.DBD%d?type=real"
            .formatted(1 + index / SIGNALS_IN_BLOCK, 4 * (index % SIGNALS_IN_BLOCK));
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofMillis(600);
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    DataBlocks blocks = new DataBlocks();
    for (int first = 0; first < signals.size(); first += SIGNALS_IN_BLOCK) {
      int count = Math.min(SIGNALS_IN_BLOCK, signals.size() - first);
      blocks.add(1 + first / SIGNALS_IN_BLOCK, 4 * count);
    }
    return new Controller(S7Simulator.start(port, blocks), blocks, signals);
  }

  private record Controller(S7Simulator simulator, DataBlocks blocks, List<String> signals)
      implements PlayedPeer {
    @Override
    public int port() {
      return simulator.port();
    }

    @Override
    public void say(String signal, double value) {
      int index = signals.indexOf(signal);
      blocks.setReal(1 + index / SIGNALS_IN_BLOCK, 4 * (index % SIGNALS_IN_BLOCK), (float) value);
    }

    @Override
    public void close() {
      simulator.close();
    }
  }
}
