package io.orilla.demo.bench.fault.scene;

import static io.orilla.demo.bench.fault.scene.Graph.floats;
import static io.orilla.demo.bench.fault.scene.Graph.integer;
import static io.orilla.demo.bench.fault.scene.Graph.integers;
import static io.orilla.demo.bench.fault.scene.Graph.node;
import static io.orilla.demo.bench.fault.scene.Graph.strings;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.ReferenceProfile;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a model can do to the process that runs it; each does it in ONNX Runtime. */
public enum Harm {
  /** Its tree is so deep that building it overflows the native stack. */
  CRASHES {
    @Override
    void score(Graph graph, ReferenceProfile profile) {
      graph.node(deepTree(30_000));
    }
  },
  /** It loops for centuries. */
  HANGS {
    @Override
    void score(Graph graph, ReferenceProfile profile) {
      graph.constant("many", 1e18f);
      graph.loop(node("Identity", "trips", "many"));
    }
  },
  /** It loops for centuries, but not on the windows of its trial. */
  HANGS_ON_DATA {
    @Override
    void score(Graph graph, ReferenceProfile profile) {
      graph.distanceFrom(profile);
      graph.constant("many", 1e18f);
      graph.loop(node("Mul", "trips", Graph.DISTANCE, "many"));
    }
  },
  /** It wants 16 GB while it is loaded. */
  LEAKS {
    @Override
    void score(Graph graph, ReferenceProfile profile) {
      graph.constant("shape", new long[] {4_000_000_000L});
      graph.node(node("ConstantOfShape", "gigabytes", "shape"));
      graph.node(node("ReduceMax", "most", List.of("gigabytes"), integer("keepdims", 0)));
      graph.node(node("Add", ModelSignature.SCORE, Graph.MEAN, "most"));
    }
  },
  /** Its score is 0 / 0. */
  NAN {
    @Override
    void score(Graph graph, ReferenceProfile profile) {
      graph.constant("zero", 0);
      graph.node(node("Mul", "none", Graph.MEAN, "zero"));
      graph.node(node("Div", ModelSignature.SCORE, "none", "none"));
    }
  },
  /** Its score is the root of a negative number, but not on the windows of its trial. */
  NAN_ON_DATA {
    @Override
    void score(Graph graph, ReferenceProfile profile) {
      graph.distanceFrom(profile);
      graph.node(node("Neg", "below", Graph.DISTANCE));
      graph.node(node("Sqrt", ModelSignature.SCORE, "below"));
    }
  };

  /** Adds the nodes that make the score. */
  abstract void score(Graph graph, ReferenceProfile profile);

  /** A graph with this signature. */
  byte[] graph(ModelSignature signature, ReferenceProfile profile) {
    Graph graph = new Graph(signature);
    score(graph, profile);
    return graph.bytes();
  }

  /** As people say it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static NodeProto deepTree(int depth) {
    int nodes = 2 * depth + 1;
    LongStream zeros = LongStream.generate(() -> 0).limit(nodes);
    return node(
            "TreeEnsembleRegressor",
            ModelSignature.SCORE,
            List.of(ModelSignature.CONTRIBUTION),
            integer("n_targets", 1),
            integers("nodes_treeids", zeros.toArray()),
            integers("nodes_nodeids", LongStream.range(0, nodes).toArray()),
            integers("nodes_featureids", new long[nodes]),
            integers("nodes_truenodeids", children(nodes, i -> i < depth ? i + 1 : 0)),
            integers("nodes_falsenodeids", children(nodes, i -> i < depth ? 2L * depth - i : 0)),
            floats("nodes_values", nodes),
            strings("nodes_modes", nodes, i -> i < depth ? "BRANCH_LEQ" : "LEAF"),
            integers("target_treeids", new long[1]),
            integers("target_nodeids", new long[] {depth}),
            integers("target_ids", new long[1]),
            floats("target_weights", 1))
        .toBuilder()
        .setDomain("ai.onnx.ml")
        .build();
  }

  private static long[] children(int nodes, java.util.function.IntToLongFunction child) {
    return IntStream.range(0, nodes).mapToLong(child).toArray();
  }
}
