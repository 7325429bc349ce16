package io.orilla.connector.s7;

import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.util.Arrays;

/**
 * A signal, and where and how a controller has it.
 *
 * @param block the number of a data block, else 0
 * @param from its first byte
 * @param bit of a {@link DataType#BOOL}, else 0
 * @param count how many bytes
 */
record Point(
    SignalName signal,
    Area area,
    int block,
    int from,
    int bit,
    int count,
    DataType type,
    double scale,
    double offset) {
  int end() {
    return from + count;
  }

  /**
   * @param memory bytes that begin at {@code start}
   */
  Value value(byte[] memory, int start) {
    if (type == DataType.BOOL) {
      return new Value.BooleanValue((memory[from - start] >> bit & 1) == 1);
    }
    Value raw = type.value(Arrays.copyOfRange(memory, from - start, end() - start));
    return scale == 1 && offset == 0
        ? raw
        : new Value.DoubleValue(raw.number().orElseThrow() * scale + offset);
  }
}
