package io.orilla.inference.grpc;

import com.google.protobuf.ByteString;
import io.orilla.inference.grpc.wire.InferTensorContents;
import io.orilla.inference.grpc.wire.ModelInferRequest.InferInputTensor;
import io.orilla.inference.protocol.TensorMemory;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tensors as lists of the types that protobuf has. */
final class Contents {
  private Contents() {}

  /**
   * @throws OrillaException INVALID_ARGUMENT when there are not as many elements as the shape says
   */
  static Tensor read(InferInputTensor input, DataType type, Shape shape, TensorMemory memory) {
    InferTensorContents contents = input.getContents();
    int count = count(contents, type);
    if (count != shape.elements()) {
      throw OrillaException.invalid(
          "input '%s' has %d elements in the contents of %s where its shape %s has %d"
              .formatted(input.getName(), count, type, shape, shape.elements()));
    }
    if (type == DataType.BYTES) {
      return Tensor.ofStrings(input.getName(), shape, strings(input.getName(), contents));
    }
    ByteBuffer data = memory.take(count * type.size());
    for (int i = 0; i < count; i++) {
      put(data, type, i, contents);
    }
    return Tensor.of(input.getName(), type, shape, data);
  }

  private static int count(InferTensorContents contents, DataType type) {
    return switch (type) {
      case BOOL -> contents.getBoolContentsCount();
      case INT8, INT16, INT32 -> contents.getIntContentsCount();
      case INT64 -> contents.getInt64ContentsCount();
      case UINT8, UINT16, UINT32 -> contents.getUintContentsCount();
      case UINT64 -> contents.getUint64ContentsCount();
      case FP32 -> contents.getFp32ContentsCount();
      case FP64 -> contents.getFp64ContentsCount();
      case BYTES -> contents.getBytesContentsCount();
      case FP16, BF16 ->
          throw OrillaException.invalid(type + " has no contents: send it in raw_input_contents");
    };
  }

  private static void put(ByteBuffer data, DataType type, int i, InferTensorContents contents) {
    switch (type) {
      case BOOL -> data.put(i, (byte) (contents.getBoolContents(i) ? 1 : 0));
      case INT8 -> data.put(i, (byte) contents.getIntContents(i));
      case INT16 -> data.putShort(2 * i, (short) contents.getIntContents(i));
      case INT32 -> data.putInt(4 * i, contents.getIntContents(i));
      case INT64 -> data.putLong(8 * i, contents.getInt64Contents(i));
      case UINT8 -> data.put(i, (byte) contents.getUintContents(i));
      case UINT16 -> data.putShort(2 * i, (short) contents.getUintContents(i));
      case UINT32 -> data.putInt(4 * i, contents.getUintContents(i));
      case UINT64 -> data.putLong(8 * i, contents.getUint64Contents(i));
      case FP32 -> data.putFloat(4 * i, contents.getFp32Contents(i));
      case FP64 -> data.putDouble(8 * i, contents.getFp64Contents(i));
      case FP16, BF16, BYTES -> throw new IllegalStateException(type.name());
    }
  }

  private static List<String> strings(String name, InferTensorContents contents) {
    List<String> strings = new ArrayList<>();
    for (ByteString bytes : contents.getBytesContentsList()) {
      try {
        strings.add(
            StandardCharsets.UTF_8.newDecoder().decode(bytes.asReadOnlyByteBuffer()).toString());
      } catch (CharacterCodingException e) {
        throw OrillaException.invalid("a string of input '" + name + "' is no UTF-8");
      }
    }
    return strings;
  }

  static InferTensorContents of(Tensor tensor) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    ByteBuffer data = tensor.data();
    int count = tensor.shape().elements();
    for (int i = 0; i < count; i++) {
      switch (tensor.type()) {
        case BOOL -> contents.addBoolContents(data.get(i) != 0);
        case INT8 -> contents.addIntContents(data.get(i));
        case INT16 -> contents.addIntContents(data.getShort(2 * i));
        case INT32 -> contents.addIntContents(data.getInt(4 * i));
        case INT64 -> contents.addInt64Contents(data.getLong(8 * i));
        case UINT8 -> contents.addUintContents(data.get(i) & 0xFF);
        case UINT16 -> contents.addUintContents(data.getShort(2 * i) & 0xFFFF);
        case UINT32 -> contents.addUintContents(data.getInt(4 * i));
        case UINT64 -> contents.addUint64Contents(data.getLong(8 * i));
        case FP32 -> contents.addFp32Contents(data.getFloat(4 * i));
        case FP64 -> contents.addFp64Contents(data.getDouble(8 * i));
        case BYTES -> contents.addBytesContents(ByteString.copyFromUtf8(tensor.strings().get(i)));
        case FP16, BF16 -> throw new IllegalStateException(tensor.type().name());
      }
    }
    return contents.build();
  }
}
