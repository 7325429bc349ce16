package io.orilla.inference.rest;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.inference.tensor.BrainFloat;
import io.orilla.inference.tensor.DataType;
import io.orilla.model.content.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tensors as ONNX' test suite keeps them (onnx.proto, TensorProto), and as the protocol does. */
public final class OnnxTensors {
  private OnnxTensors() {}

  /**
   * A tensor of a case.
   *
   * @param numbers of all that is no string
   */
  public record Read(
      String name,
      DataType type,
      List<Long> shape,
      byte[] raw,
      List<Object> numbers,
      List<String> strings) {
    private Object data() {
      return type == DataType.BYTES ? strings : numbers;
    }

    private String head() {
      return "{\"name\":%s,\"shape\":%s,\"datatype\":\"%s\""
          .formatted(Json.text(name), shape, type);
    }

    String json() {
      return head() + ",\"data\":" + Json.text(data()) + "}";
    }

    String binaryJson() {
      return head() + ",\"parameters\":{\"binary_data_size\":" + bytes().length + "}}";
    }

    public byte[] bytes() {
      if (type != DataType.BYTES) {
        return raw;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (String text : strings) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(
            ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(utf8.length).array());
        out.writeBytes(utf8);
      }
      return out.toByteArray();
    }

    /** As close as ONNX' own test runner wants it: a thousandth. */
    boolean isLike(JsonNode output, byte[] own) {
      if (!output.path("shape").toString().equals(Json.text(shape))
          || !output.path("datatype").asText().equals(type.name())) {
        return false;
      }
      if (type == DataType.BYTES) {
        return own.length > 0
            ? java.util.Arrays.equals(own, bytes())
            : output.path("data").toString().equals(Json.text(strings)) || strings.isEmpty();
      }
      List<Object> found =
          own.length > 0
              ? OnnxTensors.numbers(type, own)
              : OnnxTensors.numbers(output.path("data"));
      return OnnxTensors.isLike(numbers, found);
    }

    /** As bytes: those of strings each have their length before them. */
    public boolean isLike(String otherType, List<Long> otherShape, byte[] own) {
      if (!type.name().equals(otherType) || !shape.equals(otherShape)) {
        return false;
      }
      return type == DataType.BYTES
          ? java.util.Arrays.equals(own, bytes())
          : OnnxTensors.isLike(numbers, OnnxTensors.numbers(type, own));
    }
  }

  private static boolean isLike(List<Object> wanted, List<Object> found) {
    if (wanted.size() != found.size()) {
      return false;
    }
    for (int i = 0; i < found.size(); i++) {
      if (!isLike(wanted.get(i), found.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLike(Object wanted, Object found) {
    if (wanted instanceof Number one && found instanceof Number other) {
      double difference = Math.abs(one.doubleValue() - other.doubleValue());
      return difference <= 1e-3 * Math.abs(one.doubleValue()) + 1e-4;
    }
    return wanted.equals(found);
  }

  private static List<Object> numbers(JsonNode data) {
    List<Object> numbers = new ArrayList<>();
    data.forEach(
        element ->
            numbers.add(
                element.isNumber()
                    ? element.numberValue()
                    : element.isBoolean() ? (Object) element.asBoolean() : element.asText()));
    return numbers;
  }

  static Read read(String name, TensorProto proto) {
    DataType type = type(proto.getDataType());
    byte[] raw = raw(type, proto);
    List<String> strings =
        proto.getStringDataList().stream().map(bytes -> bytes.toStringUtf8()).toList();
    return new Read(
        name,
        type,
        proto.getDimsList(),
        raw,
        type == DataType.BYTES ? List.of() : numbers(type, raw),
        strings);
  }

  private static DataType type(int onnx) {
    return switch (onnx) {
      case TensorProto.DataType.FLOAT_VALUE -> DataType.FP32;
      case TensorProto.DataType.DOUBLE_VALUE -> DataType.FP64;
      case TensorProto.DataType.FLOAT16_VALUE -> DataType.FP16;
      case TensorProto.DataType.BFLOAT16_VALUE -> DataType.BF16;
      case TensorProto.DataType.STRING_VALUE -> DataType.BYTES;
      case TensorProto.DataType.BOOL_VALUE -> DataType.BOOL;
      case TensorProto.DataType.INT8_VALUE -> DataType.INT8;
      case TensorProto.DataType.INT16_VALUE -> DataType.INT16;
      case TensorProto.DataType.INT32_VALUE -> DataType.INT32;
      case TensorProto.DataType.INT64_VALUE -> DataType.INT64;
      case TensorProto.DataType.UINT8_VALUE -> DataType.UINT8;
      case TensorProto.DataType.UINT16_VALUE -> DataType.UINT16;
      case TensorProto.DataType.UINT32_VALUE -> DataType.UINT32;
      case TensorProto.DataType.UINT64_VALUE -> DataType.UINT64;
      default -> throw new IllegalArgumentException("type " + onnx);
    };
  }

  /** Little endian; a tensor is kept so, or as numbers of a wider type. */
  private static byte[] raw(DataType type, TensorProto proto) {
    if (!proto.getRawData().isEmpty() || type == DataType.BYTES) {
      return proto.getRawData().toByteArray();
    }
    long elements = proto.getDimsList().stream().reduce(1L, (a, b) -> a * b);
    ByteBuffer raw =
        ByteBuffer.allocate((int) elements * type.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < elements; i++) {
      switch (type) {
        case FP32 -> raw.putFloat(proto.getFloatData(i));
        case FP64 -> raw.putDouble(proto.getDoubleData(i));
        case INT64 -> raw.putLong(proto.getInt64Data(i));
        case UINT64 -> raw.putLong(proto.getUint64Data(i));
        case UINT32 -> raw.putInt((int) proto.getUint64Data(i));
        case INT32 -> raw.putInt(proto.getInt32Data(i));
        case INT16, UINT16, FP16, BF16 -> raw.putShort((short) proto.getInt32Data(i));
        case INT8, UINT8, BOOL -> raw.put((byte) proto.getInt32Data(i));
        case BYTES -> throw new IllegalStateException();
      }
    }
    return raw.array();
  }

  private static List<Object> numbers(DataType type, byte[] raw) {
    ByteBuffer data = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    List<Object> numbers = new ArrayList<>();
    while (data.hasRemaining()) {
      numbers.add(
          switch (type) {
            case FP32 -> number(data.getFloat());
            case FP64 -> number(data.getDouble());
            case FP16 -> number(Float.float16ToFloat(data.getShort()));
            case BF16 -> number(BrainFloat.toFloat(data.getShort()));
            case BOOL -> data.get() != 0;
            case INT8 -> data.get();
            case UINT8 -> data.get() & 0xFF;
            case INT16 -> data.getShort();
            case UINT16 -> data.getShort() & 0xFFFF;
            case INT32 -> data.getInt();
            case UINT32 -> data.getInt() & 0xFFFFFFFFL;
            case INT64 -> data.getLong();
            case UINT64 -> new java.math.BigInteger(Long.toUnsignedString(data.getLong()));
            case BYTES -> throw new IllegalStateException();
          });
    }
    return numbers;
  }

  /** As JSON has it: what is no number there is a string. */
  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }
}
