package io.orilla.connector.s7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against snap7, which shares no code with us. */
final class S7Snap7Test {
  private static final AssetName PRESS = new AssetName("riva/hall1/line3/press");

  private final Recorder recorder = new Recorder();
  @TempDir private Path folder;

  @Test
  void allAreasAndTypesAreRead() throws IOException {
    NodePeer.assumeBuilt("node-snap7/build/Release/node_snap7.node", "npm run build");
    Map<String, Value> expected = new LinkedHashMap<>();
    expected.put("DB1.DBD0?type=real", new Value.DoubleValue(1.5));
    expected.put("DB1.DBW4?type=int&scale=0.5&offset=10", new Value.DoubleValue(6.5));
    expected.put("DB1.DBW4", new Value.LongValue(65_529));
    expected.put("DB1.DBD6?type=dint", new Value.LongValue(-70_000));
    expected.put("DB1.DBX10.3", new Value.BooleanValue(true));
    expected.put("DB1.DBX10.2", new Value.BooleanValue(false));
    expected.put("DB1.DBB12?type=lreal", new Value.DoubleValue(2.25));
    expected.put("DB1.DBB20?type=string&length=20", new Value.TextValue("Turin"));
    expected.put("DB1.DBB22?type=bytes&length=2", new Value.BytesValue(new byte[] {'T', 'u'}));
    expected.put("M10.2", new Value.BooleanValue(true));
    expected.put("EW64", new Value.LongValue(40_000));
    expected.put("Q4.1", new Value.BooleanValue(true));
    for (int at = 0; at + 4 <= 20_000; at += 40) {
      expected.put("DB2.DBD" + at, new Value.LongValue(at));
    }
    expected.put("DB9.DBW0", new Value.LongValue(0));
    expected.put("DB1.DBW98?type=int", new Value.LongValue(0));
    expected.put("DB1.DBW100", new Value.LongValue(0));
    int port = FreePort.find();
    try (NodePeer controller = NodePeer.start(folder, "server.js", Integer.toString(port));
        Connector.Connection connection = open(port, List.copyOf(expected.keySet()))) {
      await().until(() -> recorder.signals() == expected.size() - 2 && refusals().size() == 2);
      assertThat(recorder.states()).containsExactly("connected");
    }
    expected.remove("DB9.DBW0");
    expected.remove("DB1.DBW100");
    expected.forEach(
        (address, value) ->
            assertThat(recorder.last(name(address)).orElseThrow().value())
                .as(address)
                .isEqualTo(value));
    assertThat(refusals())
        .anyMatch(
            text ->
                text.contains(
                    "DB9 from byte 0 with 0x0A: there is no such object; if the block is there, it is optimised"))
        .anyMatch(text -> text.contains("DB1 from byte 100 with 0x"));
  }

  private List<String> refusals() {
    return recorder.everything().stream()
        .map(Object::toString)
        .filter(heard -> heard.startsWith("refused"))
        .distinct()
        .toList();
  }

  private static SignalName name(String address) {
    return PRESS.signal(address.replaceAll("[^A-Za-z0-9]", "-"));
  }

  private Connector.Connection open(int port, List<String> addresses) {
    List<SourceSpec.Signal> signals = new ArrayList<>();
    addresses.forEach(address -> signals.add(new SourceSpec.Signal(name(address), address, null)));
    return new S7Connector(InstantSource.system())
        .open(
            new SourceSpec(
                new ObjectName("hall-1"),
                "s7",
                Json.mapper().createObjectNode().put("host", "127.0.0.1").put("port", port),
                signals),
            recorder);
  }
}
