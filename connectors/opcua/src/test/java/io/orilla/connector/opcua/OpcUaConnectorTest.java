package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.opcua.simulator.HandOver;
import io.orilla.connector.opcua.simulator.OpcUaSimulator;
import io.orilla.connector.opcua.simulator.ServedValue;
import io.orilla.model.connector.Connector;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpcUaConnectorTest {
  private static final long START = 1_700_000_000_000_000L;

  private final Recorder recorder = new Recorder();
  private final OpcUaConnector connector = new OpcUaConnector(InstantSource.system());
  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeAll
  static void bePatient() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : opened.reversed()) {
      closeable.close();
    }
  }

  @Test
  void aSampleCarriesSourceTimeAndRawStatusCode() {
    OpcUaSimulator server = start(0, "pressure");
    open(Sources.settings(server.endpoint()), "pressure");
    awaitConnected();
    server.serve(List.of(value("pressure", 1.5, START, 0x40A4_0000L)));
    await().until(() -> recorder.samples().size() == 1);
    Sample sample = recorder.samples().getFirst();
    assertThat(sample.signal().localName()).isEqualTo("pressure");
    assertThat(sample.sourceTime()).isEqualTo(START);
    assertThat(sample.value()).isEqualTo(new Value.DoubleValue(1.5));
    assertThat(sample.statusCode()).isEqualTo(0x40A4_0000L);
    assertThat(sample.arrivalTime()).isGreaterThan(START);
  }

  @Test
  void aValueEqualToTheLastIsASampleToo() {
    OpcUaSimulator server = start(0, "flow");
    open(Sources.settings(server.endpoint()), "flow");
    awaitConnected();
    for (int second = 0; second < 5; second++) {
      server.serve(List.of(value("flow", 32, START + second * 1_000_000L, 0)));
    }
    await().until(() -> recorder.samples().size() == 5);
  }

  /** A second of play at a hundred times the recorded speed, as the demonstration does it. */
  @Test
  void everyPushedValueArrivesOnceAndInOrder() {
    String[] names =
        IntStream.range(0, 32)
            .mapToObj(index -> "signal%02d".formatted(index))
            .toArray(String[]::new);
    OpcUaSimulator server = start(0, names);
    open(Sources.settings(server.endpoint()), names);
    awaitConnected();
    int rows = 300;
    for (int row = 0; row < rows; row++) {
      long time = START + row * 1_000_000L;
      double value = row;
      server.serve(IntStream.range(0, 32).mapToObj(i -> value(names[i], value, time, 0)).toList());
      LockSupport.parkNanos(10_000_000);
    }
    await().until(() -> recorder.samples().size() >= rows * names.length);
    var times =
        recorder.samples().stream()
            .collect(
                Collectors.groupingBy(
                    sample -> sample.signal().localName(),
                    TreeMap::new,
                    Collectors.mapping(Sample::sourceTime, Collectors.toList())));
    List<Long> expected =
        IntStream.range(0, rows).mapToObj(row -> START + row * 1_000_000L).toList();
    assertThat(times).hasSize(32).allSatisfy((name, seen) -> assertThat(seen).isEqualTo(expected));
    assertThat(recorder.states()).containsExactly("connected");
  }

  @Test
  void aNodeThatDoesNotExistIsItsOwnTroubleOnly() {
    OpcUaSimulator server = start(0, "pressure");
    open(Sources.settings(server.endpoint()), "pressure", "presure");
    awaitConnected();
    server.serve(List.of(value("pressure", 1, START, 0)));
    await().until(() -> recorder.samples().size() == 1);
    assertThat(recorder.states()).containsExactly("connected");
    assertThat(recorder.everything())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("refused presure: ns=2;s=presure is refused by the server")
        .contains("Bad_NodeIdUnknown");
  }

  @Test
  void aFullQueueIsToldBeforeTheFirstSampleAfterIt() {
    OpcUaSimulator server = start(0, "pressure");
    open(
        Sources.settings(server.endpoint()).put("queueSize", 10).put("publishingInterval", "1s"),
        "pressure");
    awaitConnected();
    for (int second = 0; second < 100; second++) {
      server.serve(List.of(value("pressure", second, START + second * 1_000_000L, 0)));
    }
    await().until(() -> recorder.samples().size() >= 10);
    List<Object> heard = recorder.everything();
    int told = heard.indexOf("overflowed pressure");
    assertThat(told).isPositive();
    assertThat(heard.get(told + 1)).isInstanceOf(Sample.class);
    assertThat(recorder.samples().getLast().sourceTime()).isEqualTo(START + 99_000_000L);
    assertThat(recorder.samples().size()).isLessThan(100);
  }

  @Test
  void aServerThatRestartsIsReadAgain() {
    OpcUaSimulator first = start(0, "pressure");
    open(Sources.settings(first.endpoint()), "pressure");
    awaitConnected();
    first.serve(List.of(value("pressure", 1, START, 0)));
    await().until(() -> recorder.samples().size() == 1);
    first.close();
    await().until(() -> recorder.states().contains("disconnected"));
    OpcUaSimulator second = start(first.port(), "pressure");
    second.serve(List.of(value("pressure", 2, START + 1_000_000L, 0)));
    await().until(() -> recorder.samples().size() == 2);
    assertThat(recorder.everything().stream().map(Object::getClass).distinct()).hasSize(2);
    assertThat(recorder.states()).containsExactly("connected", "disconnected", "connected");
    assertThat(recorder.everything().indexOf("disconnected"))
        .isGreaterThan(recorder.everything().indexOf(recorder.samples().getFirst()));
  }

  @Test
  void closingEndsEveryThread() {
    OpcUaSimulator server = start(0, "pressure");
    Connector.Connection connection =
        connector.open(Sources.of(Sources.settings(server.endpoint()), "pressure"), recorder);
    awaitConnected();
    connection.close();
    await().until(() -> threads().isEmpty());
    await().until(() -> server.subscribers() == 0);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("opcua "))
        .toList();
  }

  @Test
  void wrongSettingsAreRefusedWithTheirPath() {
    assertThatThrownBy(() -> open(Sources.settings("localhost:4840"), "pressure"))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("settings.endpoint: 'localhost:4840' does not fit; write it as");
    assertThatThrownBy(
            () -> open(Sources.settings("opc.tcp://h:1").put("publishinterval", "1s"), "pressure"))
        .hasMessageContaining("unknown key 'publishinterval' (did you mean 'publishingInterval'?)");
    assertThatThrownBy(
            () -> open(Sources.settings("opc.tcp://h:1").put("queueSize", 0), "pressure"))
        .hasMessageContaining("settings.queueSize: 0 must lie in [1, 65535]");
  }

  private OpcUaSimulator start(int port, String... names) {
    OpcUaSimulator server = OpcUaSimulator.start(port, nodes(names), HandOver.UNNOTICED);
    opened.add(server);
    return server;
  }

  private static Map<String, NodeId> nodes(String... names) {
    var nodes = new TreeMap<String, NodeId>();
    for (String name : names) {
      nodes.put(name, NodeIds.Double);
    }
    return nodes;
  }

  private void open(ObjectNode settings, String... names) {
    opened.add(connector.open(Sources.of(settings, names), recorder));
  }

  private void awaitConnected() {
    await().until(() -> recorder.states().contains("connected"));
  }

  private static ServedValue value(String node, double value, long time, long status) {
    return new ServedValue(node, Variant.ofDouble(value), time, status);
  }
}
