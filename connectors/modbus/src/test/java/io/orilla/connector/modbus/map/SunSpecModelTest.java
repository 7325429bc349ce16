package io.orilla.connector.modbus.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orilla.connector.contract.Recorder;
import io.orilla.connector.modbus.ModbusConnector;
import io.orilla.connector.modbus.simulator.ModbusSimulator;
import io.orilla.connector.modbus.simulator.Registers;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SunSpecModelTest {
  private static final AssetName ASSET = new AssetName("riva/roof/pv/inverter1");
  private static final int BASE = 40_069;
  private static final Path MODELS =
      Optional.ofNullable(System.getenv("ORILLA_DATA"))
          .map(Path::of)
          .orElse(Path.of("..", "..", "..", "shared", "data"))
          .resolve("sunspec");

  private static List<SourceSpec.Signal> model(int number) throws IOException {
    Path file = MODELS.resolve("model_" + number + ".json");
    assumeTrue(Files.exists(file), "skipped: there is no " + file + "; ORILLA_DATA names a folder");
    return SunSpecModel.signals(Json.mapper().readTree(Files.readAllBytes(file)), BASE, ASSET);
  }

  @Test
  void aThreePhaseInverterIsReadInItsUnits() throws IOException {
    List<SourceSpec.Signal> signals = model(103);
    assertThat(signals)
        .contains(
            new SourceSpec.Signal(
                ASSET.signal("A"), "holding/40071?type=uint16&absent=0xFFFF&factor=40075", "A"))
        .noneMatch(signal -> signal.name().localName().endsWith("_SF"));
    Registers registers = new Registers();
    for (int register = BASE; register < BASE + 52; register++) {
      registers.setUnsigned(register, 0xFFFF);
    }
    registers.setUnsigned(BASE + 2, 1234).setUnsigned(BASE + 6, -2); // A, A_SF
    registers.setUnsigned(BASE + 14, -50).setUnsigned(BASE + 15, 1); // W, W_SF
    registers.set(BASE + 24, new byte[] {0, 1, 0, 2}).setUnsigned(BASE + 26, 0); // WH, WH_SF
    Recorder recorder = new Recorder();
    try (ModbusSimulator inverter = ModbusSimulator.tcp(0, registers);
        Connector.Connection connection = open(inverter.port(), signals, recorder)) {
      await().until(() -> recorder.signals() == signals.size());
    }
    assertThat(sample(recorder, "A").value()).isEqualTo(new Value.DoubleValue(12.34));
    assertThat(sample(recorder, "W").value()).isEqualTo(new Value.DoubleValue(-500));
    assertThat(sample(recorder, "WH").value()).isEqualTo(new Value.DoubleValue(65_538));
    assertThat(sample(recorder, "A").quality()).isEqualTo(Quality.GOOD);
    assertThat(sample(recorder, "AphB").quality()).isEqualTo(Quality.BAD);
  }

  @Test
  void theCommonModelHasTexts() throws IOException {
    assertThat(model(1))
        .contains(
            new SourceSpec.Signal(ASSET.signal("Mn"), "holding/40071?type=text&length=16", ""));
  }

  private static Sample sample(Recorder recorder, String signal) {
    return recorder.last(ASSET.signal(signal)).orElseThrow();
  }

  private static Connector.Connection open(
      int port, List<SourceSpec.Signal> signals, Recorder recorder) {
    return new ModbusConnector(InstantSource.system())
        .open(
            new SourceSpec(
                new ObjectName("roof"),
                "modbus",
                Json.mapper().createObjectNode().put("host", "127.0.0.1").put("port", port),
                signals),
            recorder);
  }
}
