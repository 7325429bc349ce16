package io.orilla.demo.bench.connectors;

import io.orilla.connector.opcua.OpcUaConnector;
import io.orilla.connector.peer.FreePort;
import io.orilla.demo.bench.Figure;
import io.orilla.model.content.Json;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.UaException;

/** OPC UA: many signals that change seldom, fewer that change often, a server that restarts. */
final class OpcUaPart {
  private static final AssetName ASSET = new AssetName("riva/hall1/bench/press");
  private static final double CPU_PERCENT = 15;
  private static final double RECOVER_MILLIS = 6000;
  private static final double RATE = 10_000;
  private static final double SHARE_OF_RATE = 0.95;

  private final Path folder;
  private final Path peers;

  /**
   * @param checkout where independent peers may be installed
   */
  OpcUaPart(Path folder, Path checkout) {
    this.folder = folder;
    this.peers = checkout.resolve("connectors/opcua/src/test/peer").toAbsolutePath();
  }

  /** A server of a kind. */
  private enum Peer {
    MILO("opcua", 2),
    NODE_OPCUA("node_opcua", 1);

    private final String figure;
    private final int namespace;

    Peer(String figure, int namespace) {
      this.figure = figure;
      this.namespace = namespace;
    }
  }

  /** So many signals, each changing so many times a second. */
  private record Load(int signals, int timesASecond) {
    @Override
    public String toString() {
      return signals + "x" + timesASecond;
    }
  }

  List<Figure> measure(Duration time) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    for (Peer peer : Peer.values()) {
      if (peer == Peer.NODE_OPCUA && !Files.isDirectory(peers.resolve("node_modules"))) {
        System.out.println("left out: node-opcua is not installed; run 'npm ci' in " + peers);
        continue;
      }
      for (Load load : List.of(new Load(1000, 10), new Load(10_000, 1))) {
        figures.addAll(measure(peer, load, time));
      }
    }
    figures.add(recovery());
    return figures;
  }

  private PeerProcess start(Peer peer, int port, Load load) throws IOException {
    String[] arguments = {"" + port, "" + load.signals(), "" + load.timesASecond()};
    return switch (peer) {
      case MILO -> PeerProcess.java(CountingServer.class, arguments);
      case NODE_OPCUA ->
          PeerProcess.program(
              peers,
              "node",
              "many.js",
              arguments[0],
              Files.createDirectories(folder.resolve("keys")).toAbsolutePath().toString(),
              arguments[1],
              arguments[2]);
    };
  }

  private List<Figure> measure(Peer peer, Load load, Duration time)
      throws IOException, InterruptedException {
    int port = FreePort.find();
    try (PeerProcess server = start(peer, port, load)) {
      double bare = bareCpu(peer, load, port, time.dividedBy(2));
      try (ReadingNode node = read(peer, load, port)) {
        Completeness seen = node.completeness();
        ReadingNode.await(() -> seen.signals() == load.signals(), "a value of each signal");
        Thread.sleep(time.dividedBy(2)); // until what is hot is compiled
        long from = seen.received();
        double cpu = ReadingNode.cpuSeconds();
        long began = System.nanoTime();
        Thread.sleep(time);
        double seconds = (System.nanoTime() - began) / 1e9;
        double ownCpu = ReadingNode.cpuSeconds() - cpu;
        long values = seen.received() - from;
        String name = peer.figure + "_" + load;
        return List.of(
            Figure.atMost(
                0,
                name + "_lost",
                node.lost(),
                0,
                "values that were not journalled; the server said %d times that a queue of its own ran over"
                    .formatted(seen.overflows())),
            Figure.atLeast(
                SHARE_OF_RATE * RATE,
                name + "_values_s",
                values / seconds,
                RATE,
                "values journalled in a second | what the server is to publish"),
            Figure.atMost(
                CPU_PERCENT,
                name + "_cpu_percent",
                percent(ownCpu, values),
                bare,
                "of a core for 10,000 values/s, journalled | by Milo's own subscription, thrown away"));
      }
    }
  }

  private static double percent(double cpuSeconds, long values) {
    return 100 * cpuSeconds / Math.max(1, values) * RATE;
  }

  private static double bareCpu(Peer peer, Load load, int port, Duration time)
      throws InterruptedException {
    try (BareMilo bare =
        new BareMilo(endpoint(port), BareMilo.nodes(peer.namespace, load.signals()))) {
      ReadingNode.await(() -> bare.received() > load.signals(), "values for the yardstick");
      long from = bare.received();
      double cpu = ReadingNode.cpuSeconds();
      Thread.sleep(time);
      return percent(ReadingNode.cpuSeconds() - cpu, bare.received() - from);
    } catch (UaException e) {
      throw new IllegalStateException("the yardstick cannot connect", e);
    }
  }

  private ReadingNode read(Peer peer, Load load, int port) throws IOException {
    List<SourceSpec.Signal> signals =
        IntStream.range(0, load.signals())
            .mapToObj(CountingServer::node)
            .map(
                node ->
                    new SourceSpec.Signal(
                        ASSET.signal(node), "ns=%d;s=%s".formatted(peer.namespace, node), null))
            .toList();
    SourceSpec source =
        new SourceSpec(
            ReadingNode.NAME,
            "opcua",
            Json.mapper().createObjectNode().put("endpoint", endpoint(port)),
            signals);
    Path journal = folder.resolve(peer.figure + "-" + load + "-" + port);
    return new ReadingNode(journal, new OpcUaConnector(InstantSource.system()), source);
  }

  private static String endpoint(int port) {
    return "opc.tcp://127.0.0.1:" + port;
  }

  /** From the moment that a server that was killed is there again. */
  private Figure recovery() throws IOException, InterruptedException {
    int port = FreePort.find();
    Load load = new Load(1000, 10);
    PeerProcess first = start(Peer.MILO, port, load);
    try (ReadingNode node = read(Peer.MILO, load, port)) {
      Completeness seen = node.completeness();
      ReadingNode.await(() -> seen.signals() == load.signals(), "a value of each signal");
      first.close();
      try (PeerProcess second = start(Peer.MILO, port, load)) {
        long ready = System.nanoTime();
        long before = seen.received();
        ReadingNode.await(() -> seen.received() > before, "values after the restart");
        return Figure.atMost(
            RECOVER_MILLIS,
            "opcua_recover_ms",
            (System.nanoTime() - ready) / 1e6,
            0,
            "from the restarted server's being there to its first values; the back-off is 5 s at most");
      }
    } finally {
      first.close();
    }
  }
}
