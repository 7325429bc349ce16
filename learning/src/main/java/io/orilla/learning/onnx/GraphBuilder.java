package io.orilla.learning.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts an ONNX graph together (opset 17, IR version 8): each method adds a node or a constant and
 * answers the name of what it makes. The first dimension of inputs and outputs is the batch, but
 * for scalars.
 */
public final class GraphBuilder {
  private static final int OPSET = 17;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph;
  private final Set<String> domains = new TreeSet<>();

  public GraphBuilder(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  public String input(String name, TensorProto.DataType type, long... shape) {
    graph.addInput(value(name, type, batchOf(shape)));
    return name;
  }

  public String scalarInput(String name, TensorProto.DataType type) {
    graph.addInput(value(name, type, TensorShapeProto.newBuilder()));
    return name;
  }

  public void output(String name, long... shape) {
    graph.addOutput(value(name, TensorProto.DataType.FLOAT, batchOf(shape)));
  }

  public void scalarOutput(String name, TensorProto.DataType type) {
    graph.addOutput(value(name, type, TensorShapeProto.newBuilder()));
  }

  public String constant(String name, float[] values, long... shape) {
    TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, shape);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return name;
  }

  public String constant(String name, long[] values, long... shape) {
    TensorProto.Builder tensor = tensor(name, TensorProto.DataType.INT64, shape);
    Arrays.stream(values).forEach(tensor::addInt64Data);
    graph.addInitializer(tensor);
    return name;
  }

  public String node(
      String operator, String output, List<String> inputs, AttributeProto... attributes) {
    nodes(operator, List.of(output), inputs, attributes);
    return output;
  }

  /** A node of an operator that is not ONNX's own, in the first version of its domain. */
  public String node(
      String domain,
      String operator,
      String output,
      List<String> inputs,
      AttributeProto... attributes) {
    domains.add(domain);
    add(operator, List.of(output), inputs, attributes).setDomain(domain);
    return output;
  }

  void nodes(
      String operator, List<String> outputs, List<String> inputs, AttributeProto... attributes) {
    add(operator, outputs, inputs, attributes);
  }

  private NodeProto.Builder add(
      String operator, List<String> outputs, List<String> inputs, AttributeProto... attributes) {
    return graph
        .addNodeBuilder()
        .setOpType(operator)
        .setName(outputs.getFirst())
        .addAllInput(inputs)
        .addAllOutput(outputs)
        .addAllAttribute(List.of(attributes));
  }

  public static AttributeProto attribute(String name, long value) {
    return attribute(name, AttributeType.INT).setI(value).build();
  }

  public static AttributeProto attribute(String name, long[] values) {
    return attribute(name, AttributeType.INTS)
        .addAllInts(Arrays.stream(values).boxed().toList())
        .build();
  }

  public static AttributeProto attribute(String name, List<Float> values) {
    return attribute(name, AttributeType.FLOATS).addAllFloats(values).build();
  }

  public static AttributeProto attribute(String name, String[] values) {
    AttributeProto.Builder attribute = attribute(name, AttributeType.STRINGS);
    Arrays.stream(values).map(ByteString::copyFromUtf8).forEach(attribute::addStrings);
    return attribute.build();
  }

  /** The graph of an operator that runs one, as {@code Loop}. */
  public static AttributeProto attribute(String name, GraphBuilder body) {
    return attribute(name, AttributeType.GRAPH).setG(body.graph).build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  public byte[] build() {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("orilla")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph);
    domains.forEach(domain -> model.addOpsetImportBuilder().setDomain(domain).setVersion(1));
    return model.build().toByteArray();
  }

  private static TensorProto.Builder tensor(String name, TensorProto.DataType type, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    Arrays.stream(shape).forEach(tensor::addDims);
    return tensor;
  }

  private static TensorShapeProto.Builder batchOf(long... shape) {
    TensorShapeProto.Builder dimensions =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
    Arrays.stream(shape)
        .forEach(size -> dimensions.addDim(Dimension.newBuilder().setDimValue(size)));
    return dimensions;
  }

  private static ValueInfoProto value(
      String name, TensorProto.DataType type, TensorShapeProto.Builder shape) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }
}
