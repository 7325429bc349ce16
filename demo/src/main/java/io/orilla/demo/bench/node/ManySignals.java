package io.orilla.demo.bench.node;

import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.model.content.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** A device with many signals, each of which changes many times a second, over real OPC UA. */
final class ManySignals implements AutoCloseable {
  static final String SOURCE = "bench-many";

  private final int signals;
  private final OpcUaSimulator device;
  private final ScheduledExecutorService ticking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("many-signals").factory());
  private long tick;

  ManySignals(int signals) {
    this.signals = signals;
    Map<String, NodeId> nodes = new LinkedHashMap<>();
    IntStream.range(0, signals).forEach(index -> nodes.put(node(index), NodeIds.Double));
    this.device = OpcUaSimulator.start(0, nodes, HandOver.UNNOTICED);
  }

  private static String node(int index) {
    return "press/s%04d".formatted(index);
  }

  /** The source that reads all of it, as a user would declare it. */
  String source(String node) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: orilla/v1
            kind: Source
            metadata: {name: %s}
            spec:
              node: %s
              connector: opcua
              settings: {endpoint: "%s", publishingInterval: 20ms}
              signals:
            """
                .formatted(SOURCE, node, device.endpoint()));
    for (int index = 0; index < signals; index++) {
      text.append(
          "    - {name: riva/hall1/bench/press/s%04d, address: \"ns=2;s=%s\"}%n"
              .formatted(index, node(index)));
    }
    return text.toString();
  }

  int subscribers() {
    return device.subscribers();
  }

  /** All signals change so many times a second from now on. */
  void run(int timesASecond) {
    ticking.scheduleAtFixedRate(this::tick, 0, 1_000_000_000L / timesASecond, TimeUnit.NANOSECONDS);
  }

  /** Values of two decimals that drift, as a plant's do. */
  private void tick() {
    long now = Micros.of(Instant.now());
    tick++;
    List<ServedValue> values = new ArrayList<>(signals);
    for (int index = 0; index < signals; index++) {
      double value = Math.round(100 * (50 + 20 * Math.sin(tick * 0.01 + index))) / 100.0;
      values.add(new ServedValue(node(index), Variant.ofDouble(value), now, 0));
    }
    device.serve(values);
  }

  @Override
  public void close() {
    ticking.shutdownNow();
    device.close();
  }
}
