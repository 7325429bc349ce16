package io.orilla.inference.protocol;

import io.netty.buffer.ByteBuf;
import io.orilla.inference.protocol.InferRequest.Wanted;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.tensor.BrainFloat;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the answer of a request. */
public final class ReplyWriter {
  private ReplyWriter() {}

  /**
   * Writes the JSON, and behind it the outputs that were wanted as bytes.
   *
   * @param outputs all of the graph's
   * @return length of the JSON, when bytes follow; -1 when none were wanted
   */
  public static int write(
      ByteBuf out, ServedModel model, InferRequest request, List<Tensor> outputs) {
    int begin = out.writerIndex();
    JsonOut json = new JsonOut(out);
    json.raw("{\"model_name\":").string(model.name());
    json.raw(",\"model_version\":").string(model.version());
    request.id().ifPresent(id -> json.raw(",\"id\":").string(id));
    json.raw(",\"outputs\":[");
    boolean binary = false;
    String before = "";
    for (Wanted wanted : request.outputs()) {
      json.raw(before);
      before = ",";
      output(json, outputs.get(wanted.index()), wanted.binary());
      binary |= wanted.binary();
    }
    json.raw("]}");
    if (!binary) {
      return -1;
    }
    int length = out.writerIndex() - begin;
    for (Wanted wanted : request.outputs()) {
      if (wanted.binary()) {
        bytes(out, outputs.get(wanted.index()));
      }
    }
    return length;
  }

  private static void output(JsonOut json, Tensor tensor, boolean binary) {
    json.raw("{\"name\":").string(tensor.name());
    json.raw(",\"datatype\":\"").raw(tensor.type().name()).raw("\",\"shape\":[");
    Shape shape = tensor.shape();
    for (int i = 0; i < shape.rank(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.whole(shape.dimension(i));
    }
    json.raw(']');
    if (binary) {
      json.raw(",\"parameters\":{\"binary_data_size\":").whole(binarySize(tensor)).raw("}}");
      return;
    }
    json.raw(",\"data\":[");
    int elements = shape.elements();
    for (int i = 0; i < elements; i++) {
      if (i > 0) {
        json.raw(',');
      }
      element(json, tensor, i);
    }
    json.raw("]}");
  }

  private static void element(JsonOut json, Tensor tensor, int index) {
    ByteBuffer data = tensor.data();
    switch (tensor.type()) {
      case FP32 -> json.real(data.getFloat(4 * index));
      case FP64 -> json.real(data.getDouble(8 * index));
      case FP16 -> json.real(Float.float16ToFloat(data.getShort(2 * index)));
      case BF16 -> json.real(BrainFloat.toFloat(data.getShort(2 * index)));
      case BOOL -> json.raw(data.get(index) == 0 ? "false" : "true");
      case INT8 -> json.whole(data.get(index));
      case UINT8 -> json.whole(data.get(index) & 0xFF);
      case INT16 -> json.whole(data.getShort(2 * index));
      case UINT16 -> json.whole(data.getShort(2 * index) & 0xFFFF);
      case INT32 -> json.whole(data.getInt(4 * index));
      case UINT32 -> json.whole(data.getInt(4 * index) & 0xFFFFFFFFL);
      case INT64 -> json.whole(data.getLong(8 * index));
      case UINT64 -> json.raw(Long.toUnsignedString(data.getLong(8 * index)));
      case BYTES -> json.string(tensor.strings().get(index));
    }
  }

  private static long binarySize(Tensor tensor) {
    if (tensor.type() != DataType.BYTES) {
      return tensor.data().remaining();
    }
    long size = 0;
    for (String text : tensor.strings()) {
      size += Integer.BYTES + text.getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  private static void bytes(ByteBuf out, Tensor tensor) {
    if (tensor.type() != DataType.BYTES) {
      out.writeBytes(tensor.data().duplicate());
      return;
    }
    for (String text : tensor.strings()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeIntLE(bytes.length).writeBytes(bytes);
    }
  }
}
