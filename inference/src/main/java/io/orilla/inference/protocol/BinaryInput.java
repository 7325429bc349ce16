package io.orilla.inference.protocol;

import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tensors as bytes, one behind the other: elements in row-major order, little endian. */
public final class BinaryInput {
  private final ByteBuffer bytes;
  private final TensorMemory memory;

  public BinaryInput(ByteBuffer bytes, TensorMemory memory) {
    this.bytes = bytes;
    this.memory = memory;
  }

  /** Bytes that no tensor has taken. */
  public int remaining() {
    return bytes.remaining();
  }

  /**
   * Takes the next tensor.
   *
   * @throws OrillaException INVALID_ARGUMENT when its bytes are not what datatype and shape say
   */
  public Tensor next(String name, DataType type, Shape shape, long size) {
    if (size < 0 || size > bytes.remaining()) {
      throw OrillaException.invalid(
          "input '%s' is to have %d bytes and only %d are left"
              .formatted(name, size, bytes.remaining()));
    }
    ByteBuffer content = bytes.slice(bytes.position(), (int) size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + (int) size);
    if (type == DataType.BYTES) {
      return Tensor.ofStrings(name, shape, strings(name, shape, content));
    }
    if (size != (long) shape.elements() * type.size()) {
      throw OrillaException.invalid(
          "input '%s' has %d bytes where %s%s has %d"
              .formatted(name, size, type, shape, (long) shape.elements() * type.size()));
    }
    return Tensor.of(name, type, shape, aligned(content, type));
  }

  private ByteBuffer aligned(ByteBuffer content, DataType type) {
    if (content.isDirect() && content.alignmentOffset(0, type.size()) == 0) {
      return content;
    }
    return memory.take(content.remaining()).put(0, content, 0, content.remaining());
  }

  /** Each with its length before it, in four bytes. */
  private static List<String> strings(String name, Shape shape, ByteBuffer content) {
    int elements = shape.elements();
    List<String> strings = new ArrayList<>();
    try {
      while (content.hasRemaining()) {
        int length = content.remaining() < Integer.BYTES ? -1 : content.getInt();
        if (length < 0 || length > content.remaining()) {
          throw OrillaException.invalid(
              "the strings of input '%s' are cut off: each is its length in 4 bytes, then its bytes"
                  .formatted(name));
        }
        ByteBuffer text = content.slice(content.position(), length);
        strings.add(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
        content.position(content.position() + length);
      }
    } catch (CharacterCodingException e) {
      throw OrillaException.invalid("a string of input '%s' is no UTF-8".formatted(name));
    }
    if (strings.size() != elements) {
      throw OrillaException.invalid(
          "input '%s' has %d strings where its shape %s has %d"
              .formatted(name, strings.size(), shape, elements));
    }
    return strings;
  }
}
