package io.orilla.connector.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.NodePeer;
import io.orilla.connector.contract.Recorder;
import io.orilla.connector.peer.FreePort;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector against modbus-serial, a device that shares no code with our library. */
class ModbusSerialTest {
  private static final AssetName ASSET = new AssetName("riva/hall1/water/pump7");

  @TempDir Path folder;

  private final Recorder recorder = new Recorder();

  @Test
  void valuesOfEveryKindAreReadAndRefusedOnesAreTheirSignalsAffair() throws Exception {
    int port = FreePort.find();
    Map<String, String> addresses =
        new TreeMap<>(
            Map.of(
                "number", "holding/42",
                "level", "holding/100?type=float32",
                "drift", "holding/102?type=int32&order=CDAB",
                "name", "holding/110?type=text&length=4",
                "alarm", "coil/3",
                "calm", "coil/4",
                "beyond", "holding/205",
                "last", "holding/199"));
    try (NodePeer peer = NodePeer.start(folder, "server.js", "" + port);
        Connector.Connection connection = open(port, addresses)) {
      await().atMost(Duration.ofSeconds(10)).until(() -> recorder.signals() == 7);
      assertThat(value("number")).isEqualTo(new Value.LongValue(42));
      assertThat(value("level")).isEqualTo(new Value.DoubleValue(12.5));
      assertThat(value("drift")).isEqualTo(new Value.LongValue(-7));
      assertThat(value("name")).isEqualTo(new Value.TextValue("pump 7"));
      assertThat(value("alarm")).isEqualTo(new Value.BooleanValue(true));
      assertThat(value("calm")).isEqualTo(new Value.BooleanValue(false));
      assertThat(value("last")).isEqualTo(new Value.LongValue(199));
      await().until(() -> recorder.isRefused(name("beyond")));
      assertThat(recorder.states()).containsExactly("connected");
    }
  }

  @Test
  void noMoreRequestsAreMadeThanAreAllowed() throws Exception {
    int port = FreePort.find();
    Map<String, String> addresses =
        Map.of("number", "holding/42", "requests", "input/5", "far", "holding/180");
    try (NodePeer peer = NodePeer.start(folder, "server.js", "" + port);
        Connector.Connection connection = open(port, addresses)) {
      await().atMost(Duration.ofSeconds(10)).until(() -> recorder.signals() == 3);
      long began = System.nanoTime();
      long first = requests();
      await().atMost(Duration.ofSeconds(10)).until(() -> requests() - first >= 20);
      double seconds = (System.nanoTime() - began) / 1e9;
      assertThat(20 / seconds).isLessThan(45);
    }
  }

  private long requests() {
    return (long) value("requests").number().orElseThrow();
  }

  private Value value(String signal) {
    return recorder.last(name(signal)).orElseThrow().value();
  }

  private static SignalName name(String signal) {
    return ASSET.signal(signal);
  }

  private Connector.Connection open(int port, Map<String, String> addresses) {
    ObjectNode settings =
        Json.mapper()
            .createObjectNode()
            .put("host", "127.0.0.1")
            .put("port", port)
            .put("interval", "10ms")
            .put("requestsPerSecond", 40);
    List<SourceSpec.Signal> signals =
        addresses.entrySet().stream()
            .map(entry -> new SourceSpec.Signal(name(entry.getKey()), entry.getValue(), null))
            .toList();
    return new ModbusConnector(InstantSource.system())
        .open(new SourceSpec(new ObjectName("hall-1"), "modbus", settings, signals), recorder);
  }
}
