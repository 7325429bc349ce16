package io.orilla.demo.bench.fault.scene;

import static io.orilla.learning.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.orilla.demo.bench.model.MeanGraph;
import io.orilla.learning.onnx.GraphBuilder;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.ReferenceProfile.SignalProfile;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a model can do to the process that runs it; each does it in ONNX Runtime. */
public enum Harm {
  /** Its tree is so deep that building it overflows the native stack. */
  CRASHES {
    @Override
    void score(GraphBuilder graph, ModelConfig model) {
      deepTree(graph, 30_000);
    }
  },
  /** It loops for centuries. */
  HANGS {
    @Override
    void score(GraphBuilder graph, ModelConfig model) {
      graph.constant("trips", new float[] {1e18f});
      loop(graph);
    }
  },
  /** It loops for centuries, but not on the windows of its trial. */
  HANGS_ON_DATA {
    @Override
    void score(GraphBuilder graph, ModelConfig model) {
      distance(graph, model);
      graph.constant("many", new float[] {1e18f});
      graph.node("Mul", "trips", List.of(DISTANCE, "many"));
      loop(graph);
    }
  },
  /** It wants 16 GB while it is loaded. */
  LEAKS {
    @Override
    void score(GraphBuilder graph, ModelConfig model) {
      graph.constant("shape", new long[] {4_000_000_000L}, 1);
      graph.node("ConstantOfShape", "gigabytes", List.of("shape"));
      graph.node("ReduceMax", "most", List.of("gigabytes"), attribute("keepdims", 0));
      graph.node("Add", ModelSignature.SCORE, List.of(MeanGraph.MEAN, "most"));
    }
  },
  /** Its score is 0 / 0. */
  NAN {
    @Override
    void score(GraphBuilder graph, ModelConfig model) {
      graph.constant("zero", new float[] {0});
      graph.node("Mul", "none", List.of(MeanGraph.MEAN, "zero"));
      graph.node("Div", ModelSignature.SCORE, List.of("none", "none"));
    }
  },
  /** Its score is the root of a negative number, but not on the windows of its trial. */
  NAN_ON_DATA {
    @Override
    void score(GraphBuilder graph, ModelConfig model) {
      distance(graph, model);
      graph.node("Neg", "below", List.of(DISTANCE));
      graph.node("Sqrt", ModelSignature.SCORE, List.of("below"));
    }
  };

  private static final String DISTANCE = "distance";

  /** Adds the nodes that make the score. */
  abstract void score(GraphBuilder graph, ModelConfig model);

  /** A graph that takes and gives what this model's does. */
  byte[] graph(ModelConfig model) {
    return MeanGraph.bytes(model.signature(), graph -> score(graph, model));
  }

  /** As people say it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Makes {@link #DISTANCE}: how far a window is from the training rows' means; 0 on these. */
  private static void distance(GraphBuilder graph, ModelConfig model) {
    Map<String, Double> means =
        model.profile().signals().stream()
            .collect(Collectors.toMap(SignalProfile::signal, SignalProfile::mean));
    float[] row = new float[model.signature().signals().size()];
    for (int signal = 0; signal < row.length; signal++) {
      String name = model.signature().signals().get(signal).name();
      row[signal] = means.getOrDefault(name, 0.0).floatValue();
    }
    graph.constant("means", row, row.length);
    graph.node("Sub", "differences", List.of(ModelSignature.WINDOW, "means"));
    graph.node("Abs", "sizes", List.of("differences"));
    MeanGraph.mean(graph, DISTANCE, "sizes", 1, 2);
  }

  /** As many turns that change nothing as {@code trips} says. */
  private static void loop(GraphBuilder graph) {
    graph.node("ReduceMax", "most trips", List.of("trips"), attribute("keepdims", 0));
    graph.node("Cast", "count", List.of("most trips"), attribute("to", DataType.INT64_VALUE));
    MeanGraph.loop(
        graph, "count", turn -> turn.node("Identity", MeanGraph.AFTER, List.of(MeanGraph.BEFORE)));
  }

  private static void deepTree(GraphBuilder graph, int depth) {
    int nodes = 2 * depth + 1;
    graph.node(
        "ai.onnx.ml",
        "TreeEnsembleRegressor",
        ModelSignature.SCORE,
        List.of(ModelSignature.CONTRIBUTION),
        attribute("n_targets", 1),
        attribute("nodes_treeids", new long[nodes]),
        attribute("nodes_nodeids", LongStream.range(0, nodes).toArray()),
        attribute("nodes_featureids", new long[nodes]),
        attribute("nodes_truenodeids", children(nodes, i -> i < depth ? i + 1 : 0)),
        attribute("nodes_falsenodeids", children(nodes, i -> i < depth ? 2L * depth - i : 0)),
        attribute("nodes_values", Collections.nCopies(nodes, 1f)),
        attribute("nodes_modes", modes(depth, nodes)),
        attribute("target_treeids", new long[1]),
        attribute("target_nodeids", new long[] {depth}),
        attribute("target_ids", new long[1]),
        attribute("target_weights", List.of(1f)));
  }

  private static String[] modes(int depth, int nodes) {
    return IntStream.range(0, nodes)
        .mapToObj(i -> i < depth ? "BRANCH_LEQ" : "LEAF")
        .toArray(String[]::new);
  }

  private static long[] children(int nodes, IntToLongFunction child) {
    return IntStream.range(0, nodes).mapToLong(child).toArray();
  }
}
