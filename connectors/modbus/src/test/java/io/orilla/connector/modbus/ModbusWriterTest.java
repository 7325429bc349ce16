package io.orilla.connector.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.contract.Relay;
import io.orilla.connector.modbus.simulator.ModbusSimulator;
import io.orilla.connector.modbus.simulator.Registers;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.signal.Value;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModbusWriterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String SPEED = "holding/10?type=float32&order=CDAB";

  private final Registers registers = new Registers().setFloat(10, 0).setUnsigned(20, 7);

  @AutoClose private final ModbusSimulator device = ModbusSimulator.tcp(0, registers);
  @AutoClose private final Relay relay = Relay.to(device.port());

  private Writer writer(String... addresses) {
    return new ModbusConnector(InstantSource.system()).writer(output(relay.port(), addresses));
  }

  private static OutputSpec output(int port, String... addresses) {
    JsonNode settings =
        Json.mapper()
            .createObjectNode()
            .put("host", "127.0.0.1")
            .put("port", port)
            .put("timeout", "1s");
    return new OutputSpec(
        new ObjectName("n"),
        "modbus",
        settings,
        Stream.of(addresses).map(ModbusWriterTest::write).toList());
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
  void aFloatIsReadBackAsItStandsThere() {
    try (Writer writer = writer(SPEED)) {
      WriteOutcome outcome = writer.write(SPEED, new Value.DoubleValue(20.1), PATIENCE);
      Value asFloat = new Value.DoubleValue(20.1f);
      assertThat(outcome).isEqualTo(new WriteOutcome.Done(asFloat));
      assertThat(writer.read(SPEED, PATIENCE)).contains(asFloat);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "holding/20?type=int16&scale=0.1&offset=5, 4.07, 4.1, 65527",
    "holding/20, 65535, 65535, 65535",
    "holding/20?type=int16, -3, -3, 65533",
  })
  void aScaledNumberIsRoundedToWhatTheRegisterHolds(
      String address, double value, String read, int register) {
    try (Writer writer = writer(address)) {
      assertThat(writer.write(address, new Value.DoubleValue(value), PATIENCE))
          .isInstanceOf(WriteOutcome.Done.class);
      assertThat(registers.unsigned(20)).isEqualTo(register);
      assertThat(writer.read(address, PATIENCE).orElseThrow().number().orElseThrow())
          .isEqualTo(Double.parseDouble(read));
    }
  }

  @Test
  void aCoilIsSetAndWhatDoesNotFitIsNotWritten() {
    registers.setBit(3, false);
    try (Writer writer = writer("coil/3", "holding/20", "holding/99")) {
      writer.write("coil/3", new Value.DoubleValue(1), PATIENCE);
      assertThat(writer.read("coil/3", PATIENCE)).contains(new Value.BooleanValue(true));
      assertThat(writer.write("holding/20", new Value.LongValue(65_536), PATIENCE))
          .isEqualTo(new WriteOutcome.NotDone("65536 is no uint16"));
      assertThat(writer.write("holding/99", new Value.LongValue(1), PATIENCE))
          .isEqualTo(
              new WriteOutcome.NotDone(
                  "the device answers with exception 2: it has no such address"));
      assertThat(registers.unsigned(20)).isEqualTo(7);
    }
  }

  /** The device did it, and nobody knows before it is asked. */
  @Test
  void aCutAnswerLeavesTheOutcomeUnknownUntilItIsReadBack() {
    try (Writer writer = writer("holding/20")) {
      assertThat(writer.read("holding/20", PATIENCE)).contains(new Value.LongValue(7));
      relay.cutAfter(0);
      WriteOutcome outcome = writer.write("holding/20", new Value.LongValue(8), PATIENCE);
      assertThat(outcome).isInstanceOf(WriteOutcome.Unknown.class);
      assertThat(((WriteOutcome.Unknown) outcome).written()).isEqualTo(new Value.LongValue(8));
      assertThat(writer.read("holding/20", PATIENCE)).contains(new Value.LongValue(8));
    }
  }

  @Test
  void aDeviceThatIsSilentIsUnknownWhenTheTimeIsOver() {
    try (Writer writer = writer("holding/20")) {
      writer.read("holding/20", PATIENCE);
      relay.mode(Relay.Mode.SWALLOW);
      assertThat(writer.write("holding/20", new Value.LongValue(8), Duration.ofMillis(100)))
          .isInstanceOf(WriteOutcome.Unknown.class);
      relay.mode(Relay.Mode.PASS);
      assertThat(writer.read("holding/20", PATIENCE)).contains(new Value.LongValue(7));
    }
  }

  @Test
  void whatIsNotThereIsNotWritten() {
    device.close();
    try (Writer writer =
        new ModbusConnector(InstantSource.system()).writer(output(device.port(), "holding/20"))) {
      assertThat(writer.write("holding/20", new Value.LongValue(8), PATIENCE))
          .isInstanceOf(WriteOutcome.NotDone.class);
    }
  }

  @Test
  void whatCannotBeWrittenIsRefusedWithItsPath() {
    assertThatThrownBy(() -> writer("holding/1", "holding/2?bits=3"))
        .hasMessageContaining("writes[1].address")
        .hasMessageContaining("cannot be written");
    assertThat(ConnectorDescription.of("modbus").problems(output(1, "input/3")))
        .singleElement()
        .asString()
        .startsWith("writes[0].address: 'input/3' does not fit");
  }
}
