package io.orilla.node.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.content.Json;
import io.orilla.model.signal.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PermissionFileTest {
  private final Path home;
  private final PermissionFile file;

  PermissionFileTest(@TempDir Path home) {
    this.home = home;
    this.file = new PermissionFile(home);
  }

  private void write(String text) throws IOException {
    Files.writeString(home.resolve("outputs.yaml"), text);
  }

  private static JsonNode settings(String json) {
    return ConnectorDescription.of("modbus").completedOfOutput(Json.read(json, JsonNode.class));
  }

  @Test
  void anAddressIsAllowedForTheVerySettingsWithTheirDefaults() throws Exception {
    assertThat(file.look()).isFalse();
    write(
        """
        outputs:
        - connector: modbus
          settings: {host: 10.1.2.3}
          addresses:
          - {address: holding/1, between: [0, 80], failSafe: {value: 20, after: 30s}}
        ...
        """);
    assertThat(file.look()).isTrue();
    assertThat(file.look()).isFalse();
    Permissions permissions = file.permissions();
    Permissions.Place place =
        permissions
            .of("modbus", settings("{\"host\":\"10.1.2.3\",\"port\":502}"), "holding/1")
            .orElseThrow();
    assertThat(place.allows(new Value.DoubleValue(80))).isTrue();
    assertThat(place.allows(new Value.DoubleValue(80.1))).isFalse();
    assertThat(place.allows(new Value.TextValue("20"))).isFalse();
    assertThat(place.failSafe().orElseThrow().toWrite()).isEqualTo(new Value.LongValue(20));
    assertThat(
            permissions.of("modbus", settings("{\"host\":\"10.1.2.3\",\"unit\":2}"), "holding/1"))
        .isEmpty();
    assertThat(permissions.of("modbus", settings("{\"host\":\"10.1.2.3\"}"), "holding/2"))
        .isEmpty();
  }

  @Test
  void whatIsWrongTurnsAllOffAndSaysWhy() throws Exception {
    write("outputs:\n- connector: modbus\n  settings: {host: 10.1.2.3}\n");
    assertThat(file.look()).isTrue();
    assertThat(file.problem().orElseThrow()).contains("does not end with the line '...'");
    write(
        """
        outputs:
        - connector: modbus
          settings: {hots: 10.1.2.3}
          addresses:
          - {address: holding/1, failSafe: {value: 60, after: 30s}, between: [0, 80]}
        ...
        """);
    file.look();
    assertThat(file.problem().orElseThrow()).contains("outputs.yaml").contains("host");
    assertThat(file.permissions().count()).isZero();
    Files.delete(home.resolve("outputs.yaml"));
    assertThat(file.look()).isTrue();
    assertThat(file.problem()).isEmpty();
  }
}
