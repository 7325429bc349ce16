package io.orilla.demo.bench.fault.scene;

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
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.ReferenceProfile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An ONNX graph with a model's inputs and outputs, whose score is yet to be made: from {@link
 * #MEAN}, the window's mean, or {@link #DISTANCE}.
 */
final class Graph {
  static final String MEAN = "mean";
  static final String DISTANCE = "distance";

  private final ModelSignature signature;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("harm");

  Graph(ModelSignature signature) {
    this.signature = signature;
    int rows = signature.rows();
    int signals = signature.signals().size();
    graph.addInput(value(ModelSignature.WINDOW, DataType.FLOAT, rows, signals));
    graph.addInput(value(ModelSignature.MASK, DataType.BOOL, rows, signals));
    node(mean(MEAN, ModelSignature.WINDOW, 1, 2));
    node(mean(ModelSignature.CONTRIBUTION, ModelSignature.WINDOW, 1));
    graph.addOutput(value(ModelSignature.SCORE, DataType.FLOAT));
    graph.addOutput(value(ModelSignature.CONTRIBUTION, DataType.FLOAT, signals));
  }

  byte[] bytes() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(1))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  /** A graph's file with something in it that nobody reads. */
  static byte[] with(byte[] graph, byte[] ballast) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(graph).toBuilder();
      model
          .getGraphBuilder()
          .addInitializer(
              TensorProto.newBuilder()
                  .setName("ballast")
                  .setDataType(DataType.INT8_VALUE)
                  .addDims(ballast.length)
                  .setRawData(ByteString.copyFrom(ballast)));
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no ONNX graph", e);
    }
  }

  void node(NodeProto made) {
    graph.addNode(made);
  }

  void constant(String name, float value) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.FLOAT_VALUE)
            .addFloatData(value));
  }

  void constant(String name, long[] values) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.INT64_VALUE)
            .addDims(values.length)
            .addAllInt64Data(LongStream.of(values).boxed().toList()));
  }

  /** Makes {@link #DISTANCE}: how far a window is from the training rows' means; 0 on these. */
  void distanceFrom(ReferenceProfile profile) {
    Map<String, Float> means =
        profile.signals().stream()
            .collect(
                Collectors.toMap(
                    ReferenceProfile.SignalProfile::signal, signal -> (float) signal.mean()));
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName("means")
            .setDataType(DataType.FLOAT_VALUE)
            .addDims(signature.signals().size());
    signature
        .signals()
        .forEach(column -> tensor.addFloatData(means.getOrDefault(column.name(), 0f)));
    graph.addInitializer(tensor);
    node(node("Sub", "differences", ModelSignature.WINDOW, "means"));
    node(node("Abs", "sizes", "differences"));
    node(mean(DISTANCE, "sizes", 1, 2));
  }

  /** The score is the mean after so many turns of a loop that changes nothing, as the node says. */
  void loop(NodeProto trips) {
    node(trips);
    node(node("ReduceMax", "most trips", List.of("trips"), integer("keepdims", 0)));
    node(node("Cast", "count", List.of("most trips"), integer("to", DataType.INT64_VALUE)));
    GraphProto body =
        GraphProto.newBuilder()
            .setName("turn")
            .addInput(scalar("turn", DataType.INT64))
            .addInput(scalar("go", DataType.BOOL))
            .addInput(value("before", DataType.FLOAT))
            .addNode(node("Identity", "on", "go"))
            .addNode(node("Identity", "after", "before"))
            .addOutput(scalar("on", DataType.BOOL))
            .addOutput(value("after", DataType.FLOAT))
            .build();
    node(
        node(
            "Loop",
            ModelSignature.SCORE,
            List.of("count", "", MEAN),
            AttributeProto.newBuilder()
                .setName("body")
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(body)
                .build()));
  }

  static NodeProto node(String operator, String output, String... inputs) {
    return node(operator, output, List.of(inputs));
  }

  static NodeProto node(
      String operator, String output, List<String> inputs, AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(inputs)
        .addOutput(output)
        .addAllAttribute(List.of(attributes))
        .build();
  }

  private static NodeProto mean(String output, String input, long... axes) {
    return node(
        "ReduceMean", output, List.of(input), integers("axes", axes), integer("keepdims", 0));
  }

  static AttributeProto integer(String name, long value) {
    return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
  }

  static AttributeProto integers(String name, long[] values) {
    return attribute(name, AttributeProto.AttributeType.INTS)
        .addAllInts(LongStream.of(values).boxed().toList())
        .build();
  }

  /** So many ones. */
  static AttributeProto floats(String name, int count) {
    return attribute(name, AttributeProto.AttributeType.FLOATS)
        .addAllFloats(Collections.nCopies(count, 1f))
        .build();
  }

  static AttributeProto strings(String name, int count, IntFunction<String> value) {
    return attribute(name, AttributeProto.AttributeType.STRINGS)
        .addAllStrings(
            IntStream.range(0, count).mapToObj(value).map(ByteString::copyFromUtf8).toList())
        .build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  private static ValueInfoProto scalar(String name, DataType type) {
    return value(name, type, TensorShapeProto.newBuilder());
  }

  private static ValueInfoProto value(String name, DataType type, int... dimensions) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("batch"));
    for (int dimension : dimensions) {
      shape.addDim(Dimension.newBuilder().setDimValue(dimension));
    }
    return value(name, type, shape);
  }

  private static ValueInfoProto value(String name, DataType type, TensorShapeProto.Builder shape) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }
}
