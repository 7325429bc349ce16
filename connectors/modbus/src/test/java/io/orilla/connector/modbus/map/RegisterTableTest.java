package io.orilla.connector.modbus.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.document.SourceSpec;
import io.orilla.model.signal.AssetName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegisterTableTest {
  private static final AssetName ASSET = new AssetName("riva/hall1/water/pump7");

  @Test
  void aRowIsASignal() {
    assertThat(
            RegisterTable.signals(
                List.of(
                    Map.of("name", "level", "register", "72", "type", "float32", "unit", "m"),
                    Map.of("name", "alarm", "register", "3", "table", "coil", "type", "")),
                ASSET))
        .containsExactly(
            new SourceSpec.Signal(ASSET.signal("level"), "holding/72?type=float32", "m"),
            new SourceSpec.Signal(ASSET.signal("alarm"), "coil/3", ""));
  }

  @Test
  void aMistakeIsNamedWithItsRow() {
    assertThatThrownBy(
            () -> RegisterTable.signals(List.of(Map.of("name", "a", "registre", "1")), ASSET))
        .hasMessageContaining("row 1: unknown column 'registre' (did you mean 'register'?)");
    assertThatThrownBy(() -> RegisterTable.signals(List.of(Map.of("name", "a")), ASSET))
        .hasMessageContaining("row 1: the columns name and register need a value");
  }
}
