package io.orilla.inference.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
}
