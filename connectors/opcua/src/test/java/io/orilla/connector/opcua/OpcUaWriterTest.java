package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.contract.NodePeer;
import io.orilla.connector.contract.Relay;
import io.orilla.connector.peer.FreePort;
import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.signal.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against node-opcua, a server that shares no code with the client. */
final class OpcUaWriterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  private static Writer writer(int port, String... names) {
    JsonNode settings =
        Json.mapper().createObjectNode().put("endpoint", "opc.tcp://127.0.0.1:" + port);
    return new OpcUaConnector(InstantSource.system())
        .writer(
            new OutputSpec(
                new ObjectName("n"),
                "opcua",
                settings,
                Stream.of(names).map(OpcUaWriterTest::write).toList()));
  }

  private static OutputSpec.Write write(String address) {
    return new OutputSpec.Write(
        address,
        Optional.empty(),
        Optional.of(new ObjectName("alarm")),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void valuesAreWrittenInTheVariablesOwnTypeAndUnknownWithoutAnAnswer() throws IOException {
    int port = FreePort.find();
    try (NodePeer _ = NodePeer.start(folder, "writable.js", "" + port, folder.toString());
        Relay relay = Relay.to(port);
        Writer writer =
            writer(relay.port(), "ns=1;s=speed", "ns=1;s=count", "ns=1;s=lamp", "ns=1;s=fixed")) {
      assertThat(writer.read("ns=1;s=speed", PATIENCE)).contains(new Value.DoubleValue(1.5));
      Value asFloat = new Value.DoubleValue(20.1f);
      assertThat(writer.write("ns=1;s=speed", new Value.DoubleValue(20.1), PATIENCE))
          .isEqualTo(new WriteOutcome.Done(asFloat));
      assertThat(writer.read("ns=1;s=speed", PATIENCE)).contains(asFloat);
      assertThat(writer.write("ns=1;s=count", new Value.DoubleValue(2.6), PATIENCE))
          .isEqualTo(new WriteOutcome.Done(new Value.LongValue(3)));
      assertThat(writer.write("ns=1;s=lamp", new Value.BooleanValue(true), PATIENCE))
          .isEqualTo(new WriteOutcome.Done(new Value.BooleanValue(true)));
      assertThat(writer.write("ns=1;s=count", new Value.LongValue(40_000), PATIENCE))
          .isEqualTo(new WriteOutcome.NotDone("40000 does not lie in [-32768, 32767]"));
      assertThat(writer.write("ns=1;s=fixed", new Value.DoubleValue(1), PATIENCE))
          .isInstanceOf(WriteOutcome.NotDone.class);

      relay.cutAfter(1); // the type that is asked for before
      assertThat(writer.write("ns=1;s=count", new Value.LongValue(9), PATIENCE))
          .isInstanceOf(WriteOutcome.Unknown.class);
      assertThat(writer.read("ns=1;s=count", PATIENCE)).contains(new Value.LongValue(9));
    }
  }

  @Test
  void whatIsNotThereIsNotWritten() {
    try (Writer writer = writer(FreePort.find(), "ns=1;s=speed")) {
      assertThat(writer.write("ns=1;s=speed", new Value.DoubleValue(1), Duration.ofSeconds(1)))
          .isInstanceOf(WriteOutcome.NotDone.class);
    }
  }
}
