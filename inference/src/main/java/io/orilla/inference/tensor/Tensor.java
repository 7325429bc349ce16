package io.orilla.inference.tensor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A tensor's content. It is only lent: it is valid until whoever handed it over says that it is
 * done.
 *
 * @param data the elements in row-major order, little endian, in direct memory; empty for {@link
 *     DataType#BYTES}
 * @param strings the elements of {@link DataType#BYTES}; empty for all others
 */
public record Tensor(
    String name, DataType type, Shape shape, ByteBuffer data, List<String> strings) {
  private static final ByteBuffer NONE = ByteBuffer.allocateDirect(0);

  public static Tensor of(String name, DataType type, Shape shape, ByteBuffer data) {
    return new Tensor(name, type, shape, data, List.of());
  }

  public static Tensor ofStrings(String name, Shape shape, List<String> strings) {
    return new Tensor(name, DataType.BYTES, shape, NONE, strings);
  }

  /** Some of its rows. */
  public Tensor rows(int from, int count) {
    Shape part = shape.withRows(count);
    int row = shape.row().elements();
    if (type == DataType.BYTES) {
      return ofStrings(name, part, strings.subList(from * row, (from + count) * row));
    }
    int bytes = row * type.size();
    ByteBuffer slice = data.slice(data.position() + from * bytes, count * bytes);
    return of(name, type, part, slice.order(ByteOrder.LITTLE_ENDIAN));
  }

  /** What it takes in memory; strings are guessed. */
  public long bytes() {
    long sum = data.remaining();
    for (String text : strings) {
      sum += 40 + text.length();
    }
    return sum;
  }

  /** A copy of its content as the binary extension has it: strings with their lengths. */
  public byte[] content() {
    if (type != DataType.BYTES) {
      byte[] copy = new byte[data.remaining()];
      data.get(data.position(), copy);
      return copy;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String text : strings) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(utf8.length)
              .array());
      out.writeBytes(utf8);
    }
    return out.toByteArray();
  }

  /**
   * An element as a number.
   *
   * @throws IllegalStateException for {@link DataType#BYTES}
   */
  public double number(int index) {
    return switch (type) {
      case BOOL -> data.get(index) == 0 ? 0 : 1;
      case UINT8 -> data.get(index) & 0xFF;
      case UINT16 -> data.getShort(2 * index) & 0xFFFF;
      case UINT32 -> data.getInt(4 * index) & 0xFFFFFFFFL;
      case UINT64 -> Double.parseDouble(Long.toUnsignedString(data.getLong(8 * index)));
      case INT8 -> data.get(index);
      case INT16 -> data.getShort(2 * index);
      case INT32 -> data.getInt(4 * index);
      case INT64 -> data.getLong(8 * index);
      case FP16 -> Float.float16ToFloat(data.getShort(2 * index));
      case BF16 -> BrainFloat.toFloat(data.getShort(2 * index));
      case FP32 -> data.getFloat(4 * index);
      case FP64 -> data.getDouble(8 * index);
      case BYTES -> throw new IllegalStateException(name + " has strings");
    };
  }
}
