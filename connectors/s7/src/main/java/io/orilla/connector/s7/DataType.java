package io.orilla.connector.s7;

import io.orilla.model.signal.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A type of IEC 61131-3, as it lies in the memory: the highest byte first. */
enum DataType {
  BOOL(1),
  BYTE(1),
  USINT(1),
  SINT(1),
  WORD(2),
  UINT(2),
  INT(2),
  DWORD(4),
  UDINT(4),
  DINT(4),
  REAL(4),
  LREAL(8),
  LINT(8),
  /** Two bytes say how long it may be and how long it is. */
  STRING(0),
  BYTES(0);

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /** By the name that addresses have for it. */
  static DataType of(String text) {
    for (DataType type : values()) {
      if (type.text().equals(text.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "there are " + String.join(", ", Arrays.stream(values()).map(DataType::text).toList()));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many it takes; 0 for as many as an address says. */
  int bytes() {
    return bytes;
  }

  boolean isNumber() {
    return this != BOOL && bytes > 0;
  }

  /** What bytes mean that begin where the value does. */
  Value value(byte[] memory) {
    ByteBuffer buffer = ByteBuffer.wrap(memory);
    return switch (this) {
      case BOOL -> throw new IllegalStateException("a bit is no bytes");
      case BYTE, USINT -> new Value.LongValue(buffer.get() & 0xFF);
      case SINT -> new Value.LongValue(buffer.get());
      case WORD, UINT -> new Value.LongValue(buffer.getShort() & 0xFFFF);
      case INT -> new Value.LongValue(buffer.getShort());
      case DWORD, UDINT -> new Value.LongValue(buffer.getInt() & 0xFFFF_FFFFL);
      case DINT -> new Value.LongValue(buffer.getInt());
      case REAL -> new Value.DoubleValue(buffer.getFloat());
      case LREAL -> new Value.DoubleValue(buffer.getDouble());
      case LINT -> new Value.LongValue(buffer.getLong());
      case STRING -> new Value.TextValue(text(memory));
      case BYTES -> new Value.BytesValue(memory);
    };
  }

  private static String text(byte[] memory) {
    int length = Math.min(memory[1] & 0xFF, memory.length - 2);
    return new String(memory, 2, length, StandardCharsets.ISO_8859_1);
  }
}
