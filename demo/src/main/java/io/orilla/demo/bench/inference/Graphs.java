package io.orilla.demo.bench.inference;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.orilla.learning.onnx.GraphBuilder;
import java.util.List;
import java.util.Random;

/** The graphs that are served. */
final class Graphs {
  static final int INPUTS = 8;
  private static final int HIDDEN = 16;
  private static final int WIDE = 1024;
  private static final int LAYERS = 12;

  private Graphs() {}

  /** A network 8 → 16 → 1. */
  static byte[] small() {
    GraphBuilder graph = new GraphBuilder("small");
    Random random = new Random(1);
    graph.input("x", DataType.FLOAT, INPUTS);
    graph.constant("w1", weights(random, INPUTS * HIDDEN), INPUTS, HIDDEN);
    graph.constant("b1", weights(random, HIDDEN), HIDDEN);
    graph.constant("w2", weights(random, HIDDEN), HIDDEN, 1);
    graph.constant("b2", weights(random, 1), 1);
    graph.node("Gemm", "h", List.of("x", "w1", "b1"));
    graph.node("Relu", "r", List.of("h"));
    graph.node("Gemm", "y", List.of("r", "w2", "b2"));
    graph.output("y", 1);
    return graph.build();
  }

  private static float[] weights(Random random, int count) {
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    return weights;
  }

  /** A network 8 → 1024 → … → 1024 → 1, which takes so long that calls wait for it. */
  static byte[] slow() {
    GraphBuilder graph = new GraphBuilder("slow");
    Random random = new Random(2);
    graph.input("x", DataType.FLOAT, INPUTS);
    graph.constant("w1", weights(random, INPUTS * WIDE), INPUTS, WIDE);
    graph.constant("w2", weights(random, WIDE * WIDE), WIDE, WIDE);
    graph.constant("w3", weights(random, WIDE), WIDE, 1);
    String last = graph.node("MatMul", "first", List.of("x", "w1"));
    for (int layer = 0; layer < LAYERS; layer++) {
      last = graph.node("MatMul", "wide" + layer, List.of(last, "w2"));
      last = graph.node("Tanh", "bent" + layer, List.of(last));
    }
    graph.node("MatMul", "y", List.of(last, "w3"));
    graph.output("y", 1);
    return graph.build();
  }

  /** {@code y = -x}, for tensors of any width given. */
  static byte[] negative(int width) {
    GraphBuilder graph = new GraphBuilder("negative");
    graph.input("x", DataType.FLOAT, width);
    graph.node("Neg", "y", List.of("x"));
    graph.output("y", width);
    return graph.build();
  }
}
