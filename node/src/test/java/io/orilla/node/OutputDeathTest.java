package io.orilla.node;

import static io.orilla.model.output.WriteState.BEGUN;
import static io.orilla.model.output.WriteState.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.modbus.simulator.ModbusSimulator;
import io.orilla.connector.modbus.simulator.Registers;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.journal.Event;
import io.orilla.model.output.WriteState;
import io.orilla.model.signal.AssetName;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.testbed.TestServer;
import io.orilla.node.testbed.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is killed while its model holds an output. */
final class OutputDeathTest {
  private static final ObjectName NAME = new ObjectName("hall-1");
  private static final AssetName LOOP = new AssetName("riva/hall1/water/loop1");
  private static final String SPEED = "holding/10?type=float64";
  private static final String LEFT = "fail-safe: what stood there had been left behind";
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void whatAKilledAgentLeftGivesWayToTheFailSafeValueAtTheNextStart() throws Exception {
    Path home = folder.resolve("home");
    try (TestServer server = new TestServer(folder.resolve("server"));
        ModbusSimulator device = ModbusSimulator.tcp(0, new Registers().set(10, new byte[8]))) {
      Node.join(NodeProgram.settings(home), server.token(), NAME, InstantSource.system());
      allow(home, device.port());
      declare(server, device.port());
      Process first = NodeProgram.start(home);
      try {
        await().atMost(LONG).until(() -> done(server, "prediction") > 0);
      } finally {
        first.destroyForcibly().waitFor();
      }
      assertThat(writes(server)).noneMatch(write -> write.cause().startsWith("fail-safe"));
      int before = writes(server).size();
      Process second = NodeProgram.start(home);
      try {
        await().atMost(LONG).until(() -> done(server, LEFT) > 0);
        await()
            .atMost(LONG)
            .until(
                () ->
                    writes(server).getLast().cause().equals("prediction")
                        && writes(server).getLast().state() == DONE);
      } finally {
        second.destroyForcibly().waitFor();
      }
      List<Event.Write> later = writes(server).subList(before, writes(server).size());
      List<Event.Write> ofSecond =
          later.subList(
              later.stream().map(Event.Write::cause).toList().indexOf(LEFT), later.size());
      assertThat(ofSecond.getFirst().asked()).isEqualTo("-7");
      List<WriteState> safe =
          ofSecond.stream()
              .filter(write -> write.cause().equals(LEFT))
              .map(Event.Write::state)
              .toList();
      assertThat(safe).as("tried until it stands, and once then").endsWith(BEGUN, DONE);
      assertThat(safe).containsOnlyOnce(DONE);
      assertThat(ofSecond.stream().filter(write -> write.state() == BEGUN))
          .extracting(Event.Write::cause)
          .startsWith(LEFT)
          .endsWith("prediction");
    }
  }

  private static List<Event.Write> writes(TestServer server) {
    return server.inbox().events(Event.Write.class);
  }

  private static long done(TestServer server, String cause) {
    return writes(server).stream()
        .filter(write -> write.state() == DONE && write.cause().equals(cause))
        .count();
  }

  private static void allow(Path home, int port) throws Exception {
    Files.writeString(
        home.resolve("outputs.yaml"),
        """
        outputs:
        - connector: modbus
          settings: {host: 127.0.0.1, port: %d}
          addresses:
          - {address: '%s', every: 10ms, failSafe: {value: -7, after: 1h}}
        ...
        """
            .formatted(port, SPEED));
  }

  private static void declare(TestServer server, int port) {
    Digest bundle =
        TinyModel.write(server.blobs(), LOOP, TinyModel.preparation(Duration.ofSeconds(5)), 3, 0.1f)
            .digest();
    JsonNode settings = Json.mapper().createObjectNode().put("host", "127.0.0.1").put("port", port);
    OutputSpec.Write write =
        new OutputSpec.Write(
            SPEED,
            Optional.of(new OutputSpec.PredictedValue(LOOP, "anomaly", Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(1)));
    server.declare(
        NAME,
        List.of(TestPlant.source(NAME, 1, LOOP)),
        List.of(TinyModel.workload("loop1", 1, LOOP, bundle)),
        List.of(),
        List.of(),
        List.of(
            new DesiredState.Output(
                new ObjectName("speed"),
                1,
                new OutputSpec(NAME, "modbus", settings, List.of(write), List.of()))));
  }
}
