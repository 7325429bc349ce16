package io.orilla.inference.rest;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.orilla.inference.tensor.DataType;
import java.util.List;

/** Graphs small enough to be read. */
public final class Graphs {
  private Graphs() {}

  /** {@code y = x}, of any size. */
  public static byte[] identity(DataType type) {
    return model(
        GraphProto.newBuilder()
            .addInput(value("x", onnx(type), "rows", "columns"))
            .addOutput(value("y", onnx(type), "rows", "columns"))
            .addNode(node("Identity", "y", List.of("x"))));
  }

  /** {@code sum = a + b}, {@code difference = a - b}, for rows of two. */
  public static byte[] sumAndDifference() {
    int type = TensorProto.DataType.FLOAT_VALUE;
    return model(
        GraphProto.newBuilder()
            .addInput(value("a", type, "batch", "2"))
            .addInput(value("b", type, "batch", "2"))
            .addOutput(value("sum", type, "batch", "2"))
            .addOutput(value("difference", type, "batch", "2"))
            .addNode(node("Add", "sum", List.of("a", "b")))
            .addNode(node("Sub", "difference", List.of("a", "b"))));
  }

  /** Gives a list of tensors. */
  static byte[] sequence() {
    ValueInfoProto list =
        ValueInfoProto.newBuilder()
            .setName("y")
            .setType(
                TypeProto.newBuilder()
                    .setSequenceType(
                        TypeProto.Sequence.newBuilder().setElemType(value("", 1, "n").getType())))
            .build();
    return model(
        GraphProto.newBuilder()
            .addInput(value("x", 1, "n"))
            .addOutput(list)
            .addNode(node("SequenceConstruct", "y", List.of("x"))));
  }

  /** {@code y = x} after a loop of matrix products: as slow as it is asked to be. */
  static byte[] slow(int size, int products) {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInput(value("x", 1, String.valueOf(size), String.valueOf(size)))
            .addOutput(value("y", 1, String.valueOf(size), String.valueOf(size)));
    String last = "x";
    for (int i = 0; i < products; i++) {
      String next = i == products - 1 ? "y" : "product" + i;
      graph.addNode(node("MatMul", next, List.of(last, "x")));
      last = next;
    }
    return model(graph);
  }

  /** {@code y = x} after more rounds than anybody waits for. */
  static byte[] endless() {
    GraphProto.Builder round =
        GraphProto.newBuilder()
            .setName("round")
            .addInput(value("count", TensorProto.DataType.INT64_VALUE))
            .addInput(value("before", TensorProto.DataType.BOOL_VALUE))
            .addInput(value("in", 1, "n"))
            .addOutput(value("on", TensorProto.DataType.BOOL_VALUE))
            .addOutput(value("out", 1, "n"))
            .addNode(node("Identity", "on", List.of("before")))
            .addNode(node("Neg", "out", List.of("in")));
    AttributeProto body =
        AttributeProto.newBuilder()
            .setName("body")
            .setType(AttributeProto.AttributeType.GRAPH)
            .setG(round)
            .build();
    return model(
        GraphProto.newBuilder()
            .addInput(value("x", 1, "n"))
            .addOutput(value("y", 1, "n"))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("rounds")
                    .setDataType(TensorProto.DataType.INT64_VALUE)
                    .addInt64Data(Long.MAX_VALUE))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("true")
                    .setDataType(TensorProto.DataType.BOOL_VALUE)
                    .addInt32Data(1))
            .addNode(node("Loop", "y", List.of("rounds", "true", "x"), body)));
  }

  static byte[] model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .setGraph(graph.setName("graph"))
        .build()
        .toByteArray();
  }

  static NodeProto node(
      String operator, String output, List<String> inputs, AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addOutput(output)
        .addAllInput(inputs)
        .addAllAttribute(List.of(attributes))
        .build();
  }

  private static int onnx(DataType type) {
    return switch (type) {
      case FP32 -> TensorProto.DataType.FLOAT_VALUE;
      case FP64 -> TensorProto.DataType.DOUBLE_VALUE;
      case FP16 -> TensorProto.DataType.FLOAT16_VALUE;
      case BF16 -> TensorProto.DataType.BFLOAT16_VALUE;
      case BYTES -> TensorProto.DataType.STRING_VALUE;
      default -> TensorProto.DataType.valueOf(type.name()).getNumber();
    };
  }

  /**
   * @param shape numbers, or names of what is open
   */
  private static ValueInfoProto value(String name, int type, String... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (String size : shape) {
      dimensions.addDim(
          size.chars().allMatch(Character::isDigit)
              ? Dimension.newBuilder().setDimValue(Long.parseLong(size))
              : Dimension.newBuilder().setDimParam(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type).setShape(dimensions)))
        .build();
  }
}
