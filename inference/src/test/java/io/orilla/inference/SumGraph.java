package io.orilla.inference;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.document.Preparation;
import java.util.List;
import java.util.stream.IntStream;

/** The smallest detector: the score is the sum of the values that the mask lets through. */
final class SumGraph {
  private SumGraph() {}

  static ModelSignature signature(int rows, int signals) {
    return new ModelSignature(
        rows,
        IntStream.range(0, signals)
            .mapToObj(index -> new Preparation.Column("signal" + index, "bar"))
            .toList(),
        List.of(
            new ModelSignature.Output(ModelSignature.SCORE, 1),
            new ModelSignature.Output(ModelSignature.CONTRIBUTION, signals)));
  }

  static byte[] bytes(int rows, int signals) {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("sum")
            .addInput(value("window", DataType.FLOAT, rows, signals))
            .addInput(value("mask", DataType.BOOL, rows, signals))
            .addOutput(value("score", DataType.FLOAT))
            .addOutput(value("contribution", DataType.FLOAT, signals))
            .addInitializer(axes("all", 1, 2))
            .addInitializer(axes("time", 1))
            .addNode(node("Cast", "valid", List.of("mask"), attribute("to", DataType.FLOAT_VALUE)))
            .addNode(node("Mul", "seen", List.of("window", "valid")))
            .addNode(node("ReduceSum", "score", List.of("seen", "all"), attribute("keepdims", 0)))
            .addNode(
                node(
                    "ReduceSum",
                    "contribution",
                    List.of("seen", "time"),
                    attribute("keepdims", 0)));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static NodeProto node(
      String operator, String output, List<String> inputs, AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addOutput(output)
        .addAllInput(inputs)
        .addAllAttribute(List.of(attributes))
        .build();
  }

  private static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static TensorProto axes(String name, long... axes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.INT64_VALUE)
            .addDims(axes.length);
    for (long axis : axes) {
      tensor.addInt64Data(axis);
    }
    return tensor.build();
  }

  private static ValueInfoProto value(String name, DataType type, long... shape) {
    TensorShapeProto.Builder dimensions =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
    for (long size : shape) {
      dimensions.addDim(Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(dimensions)))
        .build();
  }
}
