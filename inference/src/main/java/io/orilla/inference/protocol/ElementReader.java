package io.orilla.inference.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orilla.inference.tensor.BrainFloat;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the {@code data} of a tensor, flat or nested as its shape, straight into its memory. Floats
 * that JSON has no number for are the strings that protobuf's JSON uses: "NaN", "Infinity",
 * "-Infinity".
 */
final class ElementReader {
  private static final BigInteger UINT64 = BigInteger.TWO.pow(64);

  private final JsonParser json;
  private final String name;
  private final DataType type;
  private final Shape shape;
  private final int elements;
  private final ByteBuffer memory;
  private final List<String> strings = new ArrayList<>();
  private boolean nested;
  private int at;

  ElementReader(JsonParser json, String name, DataType type, Shape shape, ByteBuffer memory) {
    this.json = json;
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.elements = shape.elements();
    this.memory = memory;
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT when it is not what datatype and shape say
   */
  Tensor read() throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      array(0);
    } else {
      element(json.currentToken());
    }
    if (at != elements) {
      throw OrillaException.invalid(
          "input '%s' has %d elements where its shape %s has %d"
              .formatted(name, at, shape, elements));
    }
    return new Tensor(name, type, shape, memory, strings);
  }

  private void array(int depth) throws IOException {
    long children = 0;
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      boolean list = token == JsonToken.START_ARRAY;
      nested |= list;
      if (nested && list == (depth >= shape.rank() - 1)) {
        throw notOfShape();
      }
      if (list) {
        array(depth + 1);
      } else {
        element(token);
      }
      children++;
    }
    if (nested && children != shape.dimension(depth)) {
      throw notOfShape();
    }
  }

  private OrillaException notOfShape() {
    return OrillaException.invalid(
        "the lists of input '%s' are neither flat nor of its shape %s".formatted(name, shape));
  }

  private void element(JsonToken token) throws IOException {
    if (at >= elements) {
      throw OrillaException.invalid(
          "input '%s' has more elements than its shape %s".formatted(name, shape));
    }
    int index = at++;
    switch (type) {
      case FP32 -> memory.putFloat(4 * index, (float) real(token, true));
      case FP64 -> memory.putDouble(8 * index, real(token, false));
      case FP16 -> memory.putShort(2 * index, Float.floatToFloat16((float) real(token, true)));
      case BF16 -> memory.putShort(2 * index, BrainFloat.ofFloat((float) real(token, true)));
      case BOOL -> memory.put(index, truth(token));
      case INT8 -> memory.put(index, (byte) whole(token, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case UINT8 -> memory.put(index, (byte) whole(token, 0, 0xFF));
      case INT16 ->
          memory.putShort(2 * index, (short) whole(token, Short.MIN_VALUE, Short.MAX_VALUE));
      case UINT16 -> memory.putShort(2 * index, (short) whole(token, 0, 0xFFFF));
      case INT32 ->
          memory.putInt(4 * index, (int) whole(token, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case UINT32 -> memory.putInt(4 * index, (int) whole(token, 0, 0xFFFFFFFFL));
      case INT64 -> memory.putLong(8 * index, whole(token, Long.MIN_VALUE, Long.MAX_VALUE));
      case UINT64 -> memory.putLong(8 * index, unsigned(token));
      case BYTES -> strings.add(string(token));
    }
  }

  private double real(JsonToken token, boolean single) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT ->
          single ? json.getFloatValue() : json.getDoubleValue();
      case VALUE_STRING ->
          switch (json.getText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong();
          };
      default -> throw wrong();
    };
  }

  private byte truth(JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_TRUE -> 1;
      case VALUE_FALSE -> 0;
      case VALUE_NUMBER_INT -> (byte) whole(token, 0, 1);
      default -> throw wrong();
    };
  }

  private long whole(JsonToken token, long least, long most) throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw wrong();
    }
    long value = json.getLongValue();
    if (value < least || value > most) {
      throw wrong();
    }
    return value;
  }

  private long unsigned(JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw wrong();
    }
    BigInteger value = json.getBigIntegerValue();
    if (value.signum() < 0 || value.compareTo(UINT64) >= 0) {
      throw wrong();
    }
    return value.longValue();
  }

  private String string(JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_STRING) {
      throw wrong();
    }
    return json.getText();
  }

  private OrillaException wrong() throws IOException {
    String text = json.getText();
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return OrillaException.invalid(
        "element %d of input '%s' is %s, which is no %s".formatted(at - 1, name, shown, type));
  }
}
