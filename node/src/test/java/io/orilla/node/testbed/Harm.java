package io.orilla.node.testbed;

import static io.orilla.node.testbed.TinyModel.constant;
import static io.orilla.node.testbed.TinyModel.node;

import ai.onnx.proto.OnnxMl;
import io.orilla.model.bundle.ModelSignature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a model can do to the process that runs it; real graphs, each does it in ONNX Runtime. */
public enum Harm {
  /** Its score is 0 / 0. */
  NAN {
    @Override
    byte[] graph() {
      return TinyModel.graph(
          1,
          List.of(constant("zero", 0)),
          List.of(node("Mul", "none", "mean", "zero"), node("Div", SCORE, "none", "none")));
    }
  },
  /** Its score is the root of a negative number, but on zeros. */
  NAN_ON_DATA {
    @Override
    byte[] graph() {
      return TinyModel.graph(
          1,
          List.of(),
          List.of(
              node("Abs", "size", "mean"),
              node("Neg", "below", "size"),
              node("Sqrt", SCORE, "below")));
    }
  },
  /** Its score is the root of a negative number as soon as the mean is above 50. */
  NAN_WHEN_LOUD {
    @Override
    byte[] graph() {
      return TinyModel.graph(
          1,
          List.of(constant("loud", 50)),
          List.of(node("Sub", "below", "loud", "mean"), node("Sqrt", SCORE, "below")));
    }
  },
  /** It loops for centuries. */
  HANGS {
    @Override
    byte[] graph() {
      return loops(List.of(constant("turns", 1e18f)), node("Identity", "trips", "turns"));
    }
  },
  /** It loops for centuries, but on zeros not at all. */
  HANGS_ON_DATA {
    @Override
    byte[] graph() {
      return loops(
          List.of(constant("many", 1e18f)),
          node("ReduceMax", "largest", ModelSignature.WINDOW).toBuilder()
              .addAttribute(number("keepdims", 0))
              .build(),
          node("Abs", "size", "largest"),
          node("Mul", "trips", "size", "many"));
    }
  },
  /** It loops for centuries as soon as a value is above 50. */
  HANGS_WHEN_LOUD {
    @Override
    byte[] graph() {
      return loops(
          List.of(constant("many", 1e17f), constant("loud", 50)),
          node("ReduceMax", "largest", ModelSignature.WINDOW).toBuilder()
              .addAttribute(number("keepdims", 0))
              .build(),
          node("Sub", "above", "largest", "loud"),
          node("Relu", "excess", "above"),
          node("Mul", "trips", "excess", "many"));
    }
  },
  /** Each window takes it some tens of milliseconds. */
  SLOW {
    @Override
    byte[] graph() {
      return loops(List.of(constant("turns", 10_000)), node("Identity", "trips", "turns"));
    }
  },
  /** It wants 16 GB while it is loaded. */
  HUGE {
    @Override
    byte[] graph() {
      return TinyModel.graph(
          1,
          List.of(longs("shape", 4_000_000_000L)),
          List.of(
              node("ConstantOfShape", "gigabytes", "shape"),
              node("ReduceMax", "most", "gigabytes").toBuilder()
                  .addAttribute(number("keepdims", 0))
                  .build(),
              node("Add", SCORE, "mean", "most")));
    }
  },
  /** Its tree is so deep that building it overflows the native stack. */
  CRASHES {
    @Override
    byte[] graph() {
      return TinyModel.graph(1, List.of(), List.of(deepTree(30_000)));
    }
  };

  private static final String SCORE = ModelSignature.SCORE;

  abstract byte[] graph();

  /** The score is the mean after so many turns of a loop that changes nothing. */
  private static byte[] loops(List<OnnxMl.TensorProto> constants, OnnxMl.NodeProto... trips) {
    OnnxMl.GraphProto body =
        OnnxMl.GraphProto.newBuilder()
            .setName("turn")
            .addInput(scalar("turn", OnnxMl.TensorProto.DataType.INT64_VALUE))
            .addInput(scalar("go", OnnxMl.TensorProto.DataType.BOOL_VALUE))
            .addInput(TinyModel.value("before", OnnxMl.TensorProto.DataType.FLOAT_VALUE))
            .addNode(node("Identity", "on", "go"))
            .addNode(node("Identity", "after", "before"))
            .addOutput(scalar("on", OnnxMl.TensorProto.DataType.BOOL_VALUE))
            .addOutput(TinyModel.value("after", OnnxMl.TensorProto.DataType.FLOAT_VALUE))
            .build();
    OnnxMl.NodeProto cast =
        node("Cast", "count", "trips").toBuilder()
            .addAttribute(number("to", OnnxMl.TensorProto.DataType.INT64_VALUE))
            .build();
    OnnxMl.NodeProto loop =
        node("Loop", SCORE, "count", "", "mean").toBuilder()
            .addAttribute(
                OnnxMl.AttributeProto.newBuilder()
                    .setName("body")
                    .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)
                    .setG(body))
            .build();
    List<OnnxMl.NodeProto> nodes = new ArrayList<>(List.of(trips));
    nodes.add(cast);
    nodes.add(loop);
    return TinyModel.graph(1, constants, nodes);
  }

  private static OnnxMl.NodeProto deepTree(int depth) {
    return node("TreeEnsembleRegressor", SCORE, ModelSignature.CONTRIBUTION).toBuilder()
        .setDomain("ai.onnx.ml")
        .addAttribute(number("n_targets", 1))
        .addAttribute(longs("nodes_treeids", LongStream.rangeClosed(0, 2L * depth).map(i -> 0)))
        .addAttribute(longs("nodes_nodeids", LongStream.rangeClosed(0, 2L * depth)))
        .addAttribute(longs("nodes_featureids", LongStream.rangeClosed(0, 2L * depth).map(i -> 0)))
        .addAttribute(
            longs(
                "nodes_truenodeids",
                LongStream.rangeClosed(0, 2L * depth).map(i -> i < depth ? i + 1 : 0)))
        .addAttribute(
            longs(
                "nodes_falsenodeids",
                LongStream.rangeClosed(0, 2L * depth).map(i -> i < depth ? 2L * depth - i : 0)))
        .addAttribute(floats("nodes_values", 2 * depth + 1))
        .addAttribute(
            OnnxMl.AttributeProto.newBuilder()
                .setName("nodes_modes")
                .setType(OnnxMl.AttributeProto.AttributeType.STRINGS)
                .addAllStrings(
                    IntStream.rangeClosed(0, 2 * depth)
                        .mapToObj(
                            i ->
                                com.google.protobuf.ByteString.copyFromUtf8(
                                    i < depth ? "BRANCH_LEQ" : "LEAF"))
                        .toList()))
        .addAttribute(longs("target_treeids", LongStream.of(0)))
        .addAttribute(longs("target_nodeids", LongStream.of(depth)))
        .addAttribute(longs("target_ids", LongStream.of(0)))
        .addAttribute(floats("target_weights", 1))
        .build();
  }

  private static OnnxMl.ValueInfoProto scalar(String name, int type) {
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(type)
                        .setShape(OnnxMl.TensorShapeProto.newBuilder())))
        .build();
  }

  private static OnnxMl.AttributeProto number(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static OnnxMl.AttributeProto longs(String name, LongStream values) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INTS)
        .addAllInts(values.boxed().toList())
        .build();
  }

  private static OnnxMl.AttributeProto floats(String name, int count) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.FLOATS)
        .addAllFloats(Collections.nCopies(count, 1f))
        .build();
  }

  private static OnnxMl.TensorProto longs(String name, long... values) {
    return OnnxMl.TensorProto.newBuilder()
        .setName(name)
        .setDataType(OnnxMl.TensorProto.DataType.INT64_VALUE)
        .addDims(values.length)
        .addAllInt64Data(LongStream.of(values).boxed().toList())
        .build();
  }

  /** As a file or a workload may be called. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
