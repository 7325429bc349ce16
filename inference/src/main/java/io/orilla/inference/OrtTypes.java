package io.orilla.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import io.orilla.inference.tensor.DataType;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.TensorSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The runtime's element types and the protocol's. */
final class OrtTypes {
  private static final Map<DataType, OnnxTensorType> TYPES = new EnumMap<>(DataType.class);
  private static final Map<OnnxTensorType, DataType> BACK = new EnumMap<>(OnnxTensorType.class);

  static {
    TYPES.put(DataType.BOOL, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL);
    TYPES.put(DataType.UINT8, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8);
    TYPES.put(DataType.UINT16, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16);
    TYPES.put(DataType.UINT32, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32);
    TYPES.put(DataType.UINT64, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64);
    TYPES.put(DataType.INT8, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8);
    TYPES.put(DataType.INT16, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16);
    TYPES.put(DataType.INT32, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32);
    TYPES.put(DataType.INT64, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64);
    TYPES.put(DataType.FP16, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16);
    TYPES.put(DataType.BF16, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16);
    TYPES.put(DataType.FP32, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT);
    TYPES.put(DataType.FP64, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE);
    TYPES.put(DataType.BYTES, OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING);
    TYPES.forEach((ours, theirs) -> BACK.put(theirs, ours));
  }

  private OrtTypes() {}

  static OnnxTensorType of(DataType type) {
    OnnxTensorType found = TYPES.get(type);
    if (found == null) {
      throw new IllegalStateException(type.name());
    }
    return found;
  }

  /**
   * @throws OrillaException INVALID_FORMAT when the protocol has no such type
   */
  static DataType of(String name, TensorInfo info) {
    DataType type = BACK.get(info.onnxType);
    if (type == null) {
      throw refused(name, info.onnxType.name().replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", ""));
    }
    return type;
  }

  static TensorSpec spec(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      return new TensorSpec(
          node.getName(),
          of(node.getName(), tensor),
          Shape.of(tensor.getShape()),
          Arrays.stream(tensor.getDimensionNames()).map(name -> name == null ? "" : name).toList());
    }
    throw refused(node.getName(), node.getInfo().getClass().getSimpleName().replace("Info", ""));
  }

  private static OrillaException refused(String name, String kind) {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT,
        "'%s' of the graph is of %s, and the Open Inference Protocol carries tensors of %s only"
            .formatted(name, kind, Arrays.toString(DataType.values())));
  }
}
