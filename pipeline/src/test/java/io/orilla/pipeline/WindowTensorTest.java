package io.orilla.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Digest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WindowTensorTest {
  /** The literal bytes: predictions hold this digest for years. */
  @Test
  void theDigestIsOverLittleEndianShapeValuesAndMask() {
    WindowTensor tensor =
        new WindowTensor(1, 2, new float[] {1.5f, 0}, new boolean[] {true, false});
    byte[] content = HexFormat.of().parseHex("01000000" + "02000000" + "0000c03f00000000" + "0100");
    assertThat(tensor.digest()).isEqualTo(Digest.of(content));
  }

  @Test
  void aTensorIsAsLargeAsItSays() {
    assertThatThrownBy(() -> new WindowTensor(2, 2, new float[4], new boolean[3]))
        .hasMessageContaining("2 rows and 2 columns")
        .hasMessageContaining("not 4 and 3");
  }
}
