package io.orilla.connector.modbus;

import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A signal, and where and how a device has it.
 *
 * @param from number of its first element
 * @param count how many elements, registers or bits
 * @param bits the part of a whole number that counts; absent for all of it
 * @param factor the register that says the power of ten; absent for none
 * @param absent the bits of a value that says that there is none; absent when none does
 */
record Point(
    SignalName signal,
    int unit,
    Table table,
    int from,
    int count,
    Encoding encoding,
    ByteOrder order,
    Scale scale,
    @Nullable BitField bits,
    @Nullable Integer factor,
    @Nullable Long absent) {
  /** SunSpec's range for powers of ten; what lies outside says that there is none. */
  private static final int MOST_POWER = 10;

  /** Engineering units of what is read: value · factor + offset. */
  record Scale(double factor, double offset) {
    static final Scale NONE = new Scale(1, 0);
  }

  /** Some of a number's bits, counted from the lowest. */
  record BitField(int first, int last) {
    Value of(long number) {
      long bits = (number >>> first) & (-1L >>> (63 - (last - first)));
      return first == last ? new Value.BooleanValue(bits == 1) : new Value.LongValue(bits);
    }
  }

  /** The first element that it needs: its own, or that of its power of ten. */
  int lowest() {
    return factor == null ? from : Math.min(from, factor);
  }

  int end() {
    return factor == null ? from + count : Math.max(from + count, factor + 1);
  }

  /**
   * Whether the device says that it has no value: by the value or the power of ten meant for that,
   * or as no number.
   */
  boolean isAbsent(byte[] bytes, int power) {
    if (Math.abs(power) > MOST_POWER) {
      return true;
    }
    if (absent != null) {
      byte[] padded = new byte[Math.max(Long.BYTES, bytes.length)];
      System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
      return ByteBuffer.wrap(padded).getLong(padded.length - Long.BYTES) == absent;
    }
    return switch (encoding) {
      case FLOAT32 -> Float.isNaN(ByteBuffer.wrap(bytes).getFloat());
      case FLOAT64 -> Double.isNaN(ByteBuffer.wrap(bytes).getDouble());
      default -> false;
    };
  }

  /**
   * @param bytes the highest first
   * @param power of ten, 0 for none
   */
  Value value(byte[] bytes, int power) {
    Value raw = encoding.value(bytes);
    if (bits != null && raw instanceof Value.LongValue(long number)) {
      return bits.of(number);
    }
    if (scale.equals(Scale.NONE) && factor == null) {
      return raw;
    }
    OptionalDouble number = raw.number();
    return number.isPresent()
        ? new Value.DoubleValue(
            number.getAsDouble() * scale.factor() * Math.pow(10, power) + scale.offset())
        : raw;
  }

  /** Its value among bits that begin at {@code start}. */
  Value bit(byte[] bits, int start) {
    int index = from - start;
    return new Value.BooleanValue(((bits[index / 8] >> (index % 8)) & 1) == 1);
  }

  /**
   * The bytes that say a value, as they stand in its registers; one byte for a bit.
   *
   * @throws OrillaException INVALID_ARGUMENT when it cannot be said there
   */
  byte[] bytesOf(Value value) {
    if (table.isOfBits()) {
      return new byte[] {(byte) (encoding.isSet(value) ? 1 : 0)};
    }
    return order.highestFirst(encoding.bytes(unscaled(value), count)); // it is its own inverse
  }

  private Value unscaled(Value value) {
    OptionalDouble number = value.number();
    return scale.equals(Scale.NONE) || number.isEmpty()
        ? value
        : new Value.DoubleValue((number.getAsDouble() - scale.offset()) / scale.factor());
  }

  /** The value that bytes in its own registers say. */
  Value valueOf(byte[] registers) {
    return table.isOfBits() ? bit(registers, from) : value(bytes(registers, from), 0);
  }

  /** Its bytes, the highest first, among those of registers that begin at {@code start}. */
  byte[] bytes(byte[] registers, int start) {
    int begin = 2 * (from - start);
    return order.highestFirst(Arrays.copyOfRange(registers, begin, begin + 2 * count));
  }

  /** The power of ten that stands in its register, 0 where it has none. */
  int power(byte[] registers, int start) {
    return factor == null ? 0 : ByteBuffer.wrap(registers).getShort(2 * (factor - start));
  }
}
