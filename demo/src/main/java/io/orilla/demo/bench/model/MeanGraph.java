package io.orilla.demo.bench.model;

import static io.orilla.learning.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.orilla.learning.onnx.GraphBuilder;
import io.orilla.model.bundle.ModelSignature;
import java.util.List;
import java.util.function.Consumer;

/**
 * ONNX graphs with a model's inputs and outputs. The contributions are the signals' means; {@link
 * #MEAN}, that of the window, is what scores are made from.
 */
public final class MeanGraph {
  public static final String MEAN = "mean";

  /** What a turn of a {@link #loop} makes its {@link #AFTER} from. */
  public static final String BEFORE = "before";

  public static final String AFTER = "after";

  private MeanGraph() {}

  /**
   * A graph's bytes.
   *
   * @param score adds the nodes that make the score
   */
  public static byte[] bytes(ModelSignature signature, Consumer<GraphBuilder> score) {
    int rows = signature.rows();
    int signals = signature.signals().size();
    GraphBuilder graph = new GraphBuilder("bench");
    graph.input(ModelSignature.WINDOW, DataType.FLOAT, rows, signals);
    graph.input(ModelSignature.MASK, DataType.BOOL, rows, signals);
    mean(graph, MEAN, ModelSignature.WINDOW, 1, 2);
    mean(graph, ModelSignature.CONTRIBUTION, ModelSignature.WINDOW, 1);
    score.accept(graph);
    graph.output(ModelSignature.SCORE);
    graph.output(ModelSignature.CONTRIBUTION, signals);
    return graph.build();
  }

  /** The mean over some axes, which are gone then. */
  public static void mean(GraphBuilder graph, String output, String input, long... axes) {
    graph.node(
        "ReduceMean", output, List.of(input), attribute("axes", axes), attribute("keepdims", 0));
  }

  /**
   * The score is the mean after so many turns.
   *
   * @param turns name of their number, a scalar of INT64
   * @param turn adds the nodes of one
   */
  public static void loop(GraphBuilder graph, String turns, Consumer<GraphBuilder> turn) {
    GraphBuilder body = new GraphBuilder("turn");
    body.scalarInput("turn", DataType.INT64);
    body.scalarInput("go", DataType.BOOL);
    body.input(BEFORE, DataType.FLOAT);
    body.node("Identity", "on", List.of("go"));
    turn.accept(body);
    body.scalarOutput("on", DataType.BOOL);
    body.output(AFTER);
    graph.node("Loop", ModelSignature.SCORE, List.of(turns, "", MEAN), attribute("body", body));
  }

  /** A graph's bytes with something in it that nobody reads. */
  public static byte[] with(byte[] graph, byte[] ballast) {
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
}
