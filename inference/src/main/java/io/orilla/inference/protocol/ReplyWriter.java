package io.orilla.inference.protocol;

import io.netty.buffer.ByteBuf;
import io.orilla.inference.protocol.InferRequest.Wanted;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.tensor.BrainFloat;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.Tensor;
import io.orilla.inference.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers of requests, one after another, in memory that is used again. What an answer of a
 * model begins with is written once. Not thread-safe.
 */
public final class ReplyWriter {
  private final JsonOut json = new JsonOut();
  private @Nullable ServedModel known;
  private byte[] opening = new byte[0];
  private List<byte[]> outputOpenings = List.of();
  private boolean binary;

  /** Writes the JSON; {@code outputs} are all of the graph's. */
  public void write(ServedModel model, InferRequest request, List<Tensor> outputs) {
    if (known != model) {
      know(model);
    }
    json.clear();
    json.raw(opening);
    request.id().ifPresent(id -> json.raw(",\"id\":").string(id));
    json.raw(",\"outputs\":[");
    binary = false;
    List<Wanted> wanted = request.outputs();
    for (int i = 0; i < wanted.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      int index = wanted.get(i).index();
      json.raw(outputOpenings.get(index));
      output(outputs.get(index), wanted.get(i).binary());
      binary |= wanted.get(i).binary();
    }
    json.raw("]}");
  }

  private void know(ServedModel model) {
    json.clear();
    json.raw("{\"model_name\":").string(model.name());
    json.raw(",\"model_version\":").string(model.version());
    opening = json.copy();
    List<byte[]> openings = new ArrayList<>();
    for (TensorSpec output : model.session().outputs()) {
      json.clear();
      json.raw("{\"name\":").string(output.name()).raw(",\"datatype\":\"");
      openings.add(json.raw(output.type().name()).raw("\",\"shape\":[").copy());
    }
    outputOpenings = openings;
    known = model;
  }

  /** Its first {@link #jsonLength} bytes are the JSON that was written last. */
  public byte[] json() {
    return json.bytes();
  }

  public int jsonLength() {
    return json.length();
  }

  /** Whether bytes are to follow the JSON. */
  public boolean isBinary() {
    return binary;
  }

  /** Writes those outputs that were wanted as bytes. */
  public static void writeBytes(ByteBuf out, InferRequest request, List<Tensor> outputs) {
    for (Wanted wanted : request.outputs()) {
      if (wanted.binary()) {
        bytes(out, outputs.get(wanted.index()));
      }
    }
  }

  private void output(Tensor tensor, boolean asBytes) {
    Shape shape = tensor.shape();
    for (int i = 0; i < shape.rank(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.whole(shape.dimension(i));
    }
    if (asBytes) {
      json.raw("],\"parameters\":{\"binary_data_size\":").whole(binarySize(tensor)).raw("}}");
      return;
    }
    json.raw("],\"data\":[");
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
