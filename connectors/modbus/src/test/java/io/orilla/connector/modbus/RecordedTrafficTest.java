package io.orilla.connector.modbus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orilla.connector.contract.Recorder;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A device of others that was recorded, and the log that others' analyser made of it: our reading
 * of its answers has the values of the log.
 */
final class RecordedTrafficTest {
  private static final AssetName PLANT = new AssetName("riva/hall1/recorded/device");
  private static final Map<String, String> TABLES =
      Map.of(
          "READ_COILS", "coil",
          "READ_DISCRETE_INPUTS", "discrete",
          "READ_HOLDING_REGISTERS", "holding",
          "READ_INPUT_REGISTERS", "input");

  private final Recorder recorder = new Recorder();

  @Test
  void theValuesAreThoseOfTheLog() throws IOException {
    Path recorded =
        Path.of(System.getenv().getOrDefault("ORILLA_DATA", "../../../shared/data"))
            .resolve("ics/modbus/testing");
    assumeTrue(
        Files.isDirectory(recorded),
        "skipped: there is no recorded traffic at "
            + recorded
            + "; name its folder by ORILLA_DATA");
    Map<String, Double> expected =
        logged(recorded.resolve("baseline/analyzer.basic/modbus_detailed.log"));
    assertThat(expected).hasSize(36);
    Path traffic = recorded.resolve("traces/modbus_example.pcap");
    try (RecordedDevice device = RecordedDevice.of(Files.readAllBytes(traffic));
        Connector.Connection connection = open(device.port(), List.copyOf(expected.keySet()))) {
      await().until(() -> recorder.signals() == expected.size());
    }
    expected.forEach(
        (address, value) ->
            assertThat(recorder.last(name(address)).orElseThrow().value().number())
                .as(address)
                .hasValue(value));
  }

  /** By address. */
  private static Map<String, Double> logged(Path log) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String line : Files.readAllLines(log, UTF_8)) {
      String[] fields = line.split("\t", -1);
      String table = fields.length > 12 ? TABLES.get(fields[8]) : null;
      if (table != null && !fields[12].equals("-")) {
        int address = Integer.parseInt(fields[9]);
        for (String value : fields[12].split(",", -1)) {
          values.put("%s/%d?unit=%s".formatted(table, address++, fields[7]), Double.valueOf(value));
        }
      }
    }
    return values;
  }

  private static SignalName name(String address) {
    return PLANT.signal(address.replaceAll("[^a-z0-9]", "-"));
  }

  private Connector.Connection open(int port, List<String> addresses) {
    List<SourceSpec.Signal> signals = new ArrayList<>();
    addresses.forEach(address -> signals.add(new SourceSpec.Signal(name(address), address, null)));
    return new ModbusConnector(InstantSource.system())
        .open(
            new SourceSpec(
                new ObjectName("hall-1"),
                "modbus",
                Json.mapper().createObjectNode().put("host", "127.0.0.1").put("port", port),
                signals),
            recorder);
  }
}
