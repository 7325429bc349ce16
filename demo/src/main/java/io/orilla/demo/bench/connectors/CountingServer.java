package io.orilla.demo.bench.connectors;

import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.model.content.Micros;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** Milo's server, in a process of its own, with signals that count. */
final class CountingServer {
  /** Its server spreads what changes at one rate over this many turns. */
  private static final int TURNS = 10;

  private final OpcUaSimulator server;
  private final List<String> nodes;
  private long turn;

  private CountingServer(int port, int signals) {
    Map<String, NodeId> types = new LinkedHashMap<>();
    IntStream.range(0, signals).forEach(index -> types.put(node(index), NodeIds.Double));
    this.nodes = List.copyOf(types.keySet());
    this.server = OpcUaSimulator.start(port, types, HandOver.UNNOTICED);
  }

  static String node(int index) {
    return "s%05d".formatted(index);
  }

  /**
   * @param arguments port, number of signals, changes of each in a second
   */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    CountingServer server = new CountingServer(port, Integer.parseInt(arguments[1]));
    long period = 1_000_000_000L / (TURNS * Long.parseLong(arguments[2]));
    Executors.newSingleThreadScheduledExecutor()
        .scheduleAtFixedRate(server::serve, 0, period, TimeUnit.NANOSECONDS);
    System.out.println("ready");
    System.in.read(); // until its parent ends
    Runtime.getRuntime().halt(0);
  }

  private void serve() {
    int part = (int) (turn % TURNS);
    Variant count = Variant.ofDouble(turn / TURNS + 1);
    turn++;
    long now = Micros.of(Instant.now());
    server.serve(
        IntStream.iterate(part, index -> index < nodes.size(), index -> index + TURNS)
            .mapToObj(index -> new ServedValue(nodes.get(index), count, now, 0))
            .toList());
  }
}
