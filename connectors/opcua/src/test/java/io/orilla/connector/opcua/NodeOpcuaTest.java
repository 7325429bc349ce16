package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.connector.contract.NodePeer;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.peer.FreePort;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Micros;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector against node-opcua, a server that shares no code with Milo. */
class NodeOpcuaTest {
  private static final long START = Micros.of(Instant.parse("2026-01-01T00:00:00Z"));
  private static final long UNCERTAIN_SENSOR_NOT_ACCURATE = 0x4093_0000L;
  private static final int SECOND_LIFE = 10_000;

  @TempDir Path folder;

  private final Recorder recorder = new Recorder();

  @BeforeEach
  void installed() {
    NodePeer.assumeInstalled();
  }

  @Test
  void aServerThatIsKilledAndComesBackIsReadOn() throws IOException {
    int port = FreePort.find();
    try (Connector.Connection connection = open(port)) {
      try (NodePeer peer = start(port, 1)) {
        awaitSamplesOfAll(1);
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> recorder.states().getLast().equals("disconnected"));
      try (NodePeer peer = start(port, SECOND_LIFE)) {
        awaitSamplesOfAll(SECOND_LIFE);
      }
    }
    assertThat(recorder.states().stream().skip(recorder.states().indexOf("connected")))
        .startsWith("connected", "disconnected", "connected");
    assertThat(samples("count")).allSatisfy(NodeOpcuaTest::isCount);
    assertThat(samples("pressure")).allSatisfy(NodeOpcuaTest::isPressure);
    assertThat(samples("batch"))
        .allSatisfy(
            sample ->
                assertThat(sample.value())
                    .isEqualTo(new Value.TextValue("batch " + count(sample))));
    for (String signal : List.of("count", "constant")) {
      assertNothingIsMissing(signal, 0, SECOND_LIFE);
      assertNothingIsMissing(signal, SECOND_LIFE, Long.MAX_VALUE);
    }
  }

  private static void isCount(Sample sample) {
    assertThat(sample.value()).isEqualTo(new Value.LongValue(count(sample)));
    assertThat(sample.statusCode()).isZero();
  }

  private static void isPressure(Sample sample) {
    assertThat(sample.value()).isEqualTo(new Value.DoubleValue(count(sample) / 2.0));
    assertThat(sample.statusCode())
        .isEqualTo(count(sample) % 3 == 0 ? UNCERTAIN_SENSOR_NOT_ACCURATE : 0);
  }

  private void assertNothingIsMissing(String signal, long from, long to) {
    List<Long> counts =
        samples(signal).stream()
            .map(NodeOpcuaTest::count)
            .filter(count -> from <= count && count < to)
            .toList();
    assertThat(counts).hasSizeGreaterThan(20).isSorted().doesNotHaveDuplicates();
    assertThat(counts.getLast() - counts.getFirst()).isEqualTo(counts.size() - 1);
  }

  private static long count(Sample sample) {
    return (sample.sourceTime() - START) / Micros.PER_SECOND;
  }

  private List<Sample> samples(String signal) {
    return recorder.samples().stream()
        .filter(sample -> sample.signal().localName().equals(signal) && count(sample) > 0)
        .filter(sample -> count(sample) < 1_000_000)
        .toList();
  }

  private void awaitSamplesOfAll(int from) {
    for (String signal : List.of("pressure", "count", "running", "batch", "constant")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> samples(signal).stream().filter(s -> count(s) >= from).count() > 25);
    }
  }

  /**
   * @param first what it counts on from
   */
  private NodePeer start(int port, int first) throws IOException {
    return NodePeer.start(
        folder, "server.js", "" + port, folder.resolve("keys").toString(), "" + first);
  }

  private Connector.Connection open(int port) {
    return new OpcUaConnector(InstantSource.system())
        .open(
            Sources.inNamespace(
                1,
                Sources.settings("opc.tcp://127.0.0.1:" + port),
                "pressure",
                "count",
                "running",
                "batch",
                "constant"),
            recorder);
  }
}
