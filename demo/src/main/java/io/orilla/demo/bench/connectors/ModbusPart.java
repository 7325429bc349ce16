package io.orilla.demo.bench.connectors;

import com.digitalpetri.modbus.client.ModbusTcpClient;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.tcp.client.NettyTcpClientTransport;
import io.orilla.connector.modbus.ModbusConnector;
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

/** Modbus TCP against libmodbus: requests in a second, one at a time; a device that goes away. */
final class ModbusPart {
  private static final AssetName ASSET = new AssetName("riva/hall1/bench/drive");
  private static final double SHARE = 0.8;
  private static final int REQUESTS = 40;
  private static final int REGISTERS = 100;
  private static final int STRIDE = 200;
  private static final double TIMEOUT_MILLIS = 1000;
  private static final double RECOVER_MILLIS = 6000;

  private final Path folder;
  private final Path peers;

  /**
   * @param checkout where the script lies that serves libmodbus
   */
  ModbusPart(Path folder, Path checkout) {
    this.folder = folder;
    this.peers = checkout.resolve("connectors/modbus/src/test/peer").toAbsolutePath();
  }

  List<Figure> measure(Duration time) throws IOException, InterruptedException {
    int port = FreePort.find();
    PeerProcess device;
    try {
      device = start(port);
    } catch (IOException | IllegalStateException e) {
      System.out.println("left out: libmodbus is not to be had by python3 (Debian: libmodbus5)");
      return List.of();
    }
    try {
      Duration half = time.dividedBy(2);
      double before = bareRequests(port, half);
      double own = ownRequests(port, time);
      double bare = (before + bareRequests(port, half)) / 2;
      List<Figure> figures = new ArrayList<>();
      figures.add(
          Figure.atLeast(
              SHARE * bare,
              "modbus_requests_s",
              own,
              bare,
              "requests for 100 registers, each journalled as a value | by the bare library before and after, thrown away"));
      try (ReadingNode node = read(port)) {
        Completeness seen = node.completeness();
        ReadingNode.await(() -> seen.signals() == REQUESTS, "a value of each request");
        device.fallSilent();
        long silent = System.nanoTime();
        ReadingNode.await(() -> !node.isConnected(), "the silent device is noticed");
        figures.add(
            Figure.atMost(
                TIMEOUT_MILLIS + 1000,
                "modbus_silent_ms",
                millisSince(silent),
                TIMEOUT_MILLIS,
                "until a device is noticed that answers no more | its timeout"));
        device.close();
        device = start(port);
        long ready = System.nanoTime();
        long received = seen.received();
        ReadingNode.await(() -> seen.received() > received, "values after the restart");
        figures.add(
            Figure.atMost(
                RECOVER_MILLIS,
                "modbus_recover_ms",
                millisSince(ready),
                0,
                "from the restarted device's being there to its first values; the back-off is 5 s at most"));
      }
      return figures;
    } finally {
      device.close();
    }
  }

  private double ownRequests(int port, Duration time) throws IOException, InterruptedException {
    try (ReadingNode node = read(port)) {
      Completeness seen = node.completeness();
      ReadingNode.await(() -> seen.signals() == REQUESTS, "a value of each request");
      return rate(seen, time);
    }
  }

  private PeerProcess start(int port) throws IOException {
    return PeerProcess.program(peers, "python3", "libmodbus.py", "" + port);
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private static double rate(Completeness seen, Duration time) throws InterruptedException {
    long from = seen.received();
    long began = System.nanoTime();
    Thread.sleep(time);
    return (seen.received() - from) / (millisSince(began) / 1e3);
  }

  private static double bareRequests(int port, Duration time) {
    ModbusTcpClient client =
        ModbusTcpClient.create(
            NettyTcpClientTransport.create(
                config -> config.setHostname("127.0.0.1").setPort(port)));
    try {
      client.connect();
      long requests = 0;
      long began = System.nanoTime();
      while (millisSince(began) < time.toMillis()) {
        int at = (int) (requests % REQUESTS) * STRIDE;
        client.readHoldingRegisters(1, new ReadHoldingRegistersRequest(at, REGISTERS));
        requests++;
      }
      double seconds = millisSince(began) / 1e3;
      client.disconnect();
      return requests / seconds;
    } catch (ModbusException e) {
      throw new IllegalStateException("the yardstick cannot read", e);
    }
  }

  /** One value for each request: what is measured is the requests. */
  private ReadingNode read(int port) throws IOException {
    List<SourceSpec.Signal> signals =
        IntStream.range(0, REQUESTS)
            .mapToObj(
                index ->
                    new SourceSpec.Signal(
                        ASSET.signal("s" + index),
                        "holding/%d?type=bytes&length=%d".formatted(index * STRIDE, REGISTERS),
                        null))
            .toList();
    SourceSpec source =
        new SourceSpec(
            ReadingNode.NAME,
            "modbus",
            Json.mapper()
                .createObjectNode()
                .put("host", "127.0.0.1")
                .put("port", port)
                .put("interval", "1ms")
                .put("timeout", (int) TIMEOUT_MILLIS + "ms")
                .put("requestsPerSecond", 10_000),
            signals);
    return new ReadingNode(
        Files.createTempDirectory(folder, "journal"),
        new ModbusConnector(InstantSource.system()),
        source);
  }
}
