package io.orilla.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.signal.Value;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.junit.jupiter.api.Test;

class ValueReaderTest {
  @Test
  void numbersStayWholeOrBecomeDouble() {
    assertThat(read(1.5)).isEqualTo(new Value.DoubleValue(1.5));
    assertThat(read(0.1f)).isEqualTo(new Value.DoubleValue(0.1f));
    assertThat(read((byte) -1)).isEqualTo(new Value.LongValue(-1));
    assertThat(read(Unsigned.ubyte(255))).isEqualTo(new Value.LongValue(255));
    assertThat(read(Unsigned.uint(4_000_000_000L))).isEqualTo(new Value.LongValue(4_000_000_000L));
    assertThat(read(Long.MAX_VALUE)).isEqualTo(new Value.LongValue(Long.MAX_VALUE));
  }

  @Test
  void anUnsignedNumberBeyondLongIsTextAndNotNegative() {
    assertThat(read(Unsigned.ulong("18446744073709551615")))
        .isEqualTo(new Value.TextValue("18446744073709551615"));
  }

  @Test
  void whatIsNoNumberKeepsItsKind() {
    assertThat(read(true)).isEqualTo(new Value.BooleanValue(true));
    assertThat(read("open")).isEqualTo(new Value.TextValue("open"));
    assertThat(read(ByteString.of(new byte[] {1, 2})))
        .isEqualTo(new Value.BytesValue(new byte[] {1, 2}));
    assertThat(read(LocalizedText.english("Pump"))).isEqualTo(new Value.TextValue("Pump"));
    assertThat(read(new DateTime(java.time.Instant.EPOCH)))
        .isEqualTo(new Value.TextValue("1970-01-01T00:00:00Z"));
    assertThat(read(new Double[] {1.0, 2.0})).isEqualTo(new Value.TextValue("[1.0, 2.0]"));
  }

  @Test
  void anAbsentValueIsEmptyText() {
    assertThat(ValueReader.read(Variant.NULL_VALUE)).isEqualTo(new Value.TextValue(""));
  }

  private static Value read(Object value) {
    return ValueReader.read(Variant.of(value));
  }
}
