package io.orilla.node.testbed;

import ai.onnx.proto.OnnxMl;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.Manifest;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.bundle.ReferenceProfile;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.Clean;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.TableName;
import io.orilla.model.signal.AssetName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model small enough to be read: its score is the window's mean times a factor, its contribution
 * the mean of each signal.
 */
public final class TinyModel {
  private static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT_VALUE;
  private static final int BOOL = OnnxMl.TensorProto.DataType.BOOL_VALUE;
  private static final List<Preparation.Column> SIGNALS =
      List.of(new Preparation.Column("flow", "bar"), new Preparation.Column("pressure", "bar"));

  private TinyModel() {}

  /** A grid of one second; {@code hold} tells one preparation from another. */
  public static Preparation preparation(Duration hold) {
    Duration second = Duration.ofSeconds(1);
    return new Preparation(
        SIGNALS, new Clean(second, hold, second, Duration.ofDays(36_500)), List.of());
  }

  public static ModelBundle write(
      BlobStore blobs, AssetName asset, Preparation preparation, int rows, float factor) {
    ModelConfig config = config(asset, preparation, signature(rows));
    return ModelBundle.write(blobs, config, graph(rows, factor));
  }

  /** A model of windows of one row that does harm. */
  public static ModelBundle write(BlobStore blobs, AssetName asset, Harm harm) {
    ModelConfig config = config(asset, preparation(Duration.ofSeconds(5)), signature(1));
    return ModelBundle.write(blobs, config, harm.graph());
  }

  private static ModelSignature signature(int rows) {
    return new ModelSignature(
        rows,
        SIGNALS,
        List.of(
            new ModelSignature.Output(ModelSignature.SCORE, 1),
            new ModelSignature.Output(ModelSignature.CONTRIBUTION, 2)));
  }

  /** A bundle that says it is a model, and holds no graph. */
  public static ModelBundle writeBroken(BlobStore blobs, AssetName asset) {
    ModelSignature signature = new ModelSignature(1, SIGNALS, List.of());
    return ModelBundle.write(
        blobs,
        config(asset, preparation(Duration.ofSeconds(5)), signature),
        "no graph".getBytes(StandardCharsets.UTF_8));
  }

  public static DesiredState.Workload workload(
      String name, long generation, AssetName asset, Digest bundle) {
    return new DesiredState.Workload(
        new ObjectName(name),
        generation,
        asset,
        "anomaly",
        new ObjectName("tiny"),
        (int) generation,
        bundle,
        Set.of(Manifest.MODEL_BUNDLE));
  }

  private static ModelConfig config(
      AssetName asset, Preparation preparation, ModelSignature signature) {
    Provenance.Dataset dataset =
        new Provenance.Dataset(new TableName("prepared.loops"), 1, asset, 0, 1, 2);
    return new ModelConfig(
        new ObjectName("tiny"),
        asset,
        signature,
        preparation,
        new ReferenceProfile(List.of()),
        new ModelCard("mean", "mean", Map.of(), "tests only"),
        new Provenance(
            "run",
            "study",
            dataset,
            null,
            preparation.digest(),
            Map.of(),
            1,
            "code",
            "jvm",
            "os",
            "arch",
            Instant.EPOCH));
  }

  private static byte[] graph(int rows, float factor) {
    return graph(
        rows,
        List.of(constant("factor", factor)),
        List.of(node("Mul", ModelSignature.SCORE, "mean", "factor")));
  }

  /** A graph whose score is made by these nodes, from {@code mean} among others. */
  static byte[] graph(
      int rows, List<OnnxMl.TensorProto> constants, List<OnnxMl.NodeProto> scoring) {
    OnnxMl.GraphProto graph =
        OnnxMl.GraphProto.newBuilder()
            .setName("tiny")
            .addInput(value(ModelSignature.WINDOW, FLOAT, rows, 2))
            .addInput(value(ModelSignature.MASK, BOOL, rows, 2))
            .addAllInitializer(constants)
            .addNode(mean("mean", 1, 2))
            .addNode(mean(ModelSignature.CONTRIBUTION, 1))
            .addAllNode(scoring)
            .addOutput(value(ModelSignature.SCORE, FLOAT))
            .addOutput(value(ModelSignature.CONTRIBUTION, FLOAT, 2))
            .build();
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
        .addOpsetImport(
            OnnxMl.OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(1))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  static OnnxMl.TensorProto constant(String name, float value) {
    return OnnxMl.TensorProto.newBuilder()
        .setName(name)
        .setDataType(FLOAT)
        .addFloatData(value)
        .build();
  }

  static OnnxMl.NodeProto node(String operator, String output, String... inputs) {
    return OnnxMl.NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static OnnxMl.NodeProto mean(String output, long... axes) {
    OnnxMl.AttributeProto.Builder overAxes =
        OnnxMl.AttributeProto.newBuilder()
            .setName("axes")
            .setType(OnnxMl.AttributeProto.AttributeType.INTS);
    for (long axis : axes) {
      overAxes.addInts(axis);
    }
    return OnnxMl.NodeProto.newBuilder()
        .setOpType("ReduceMean")
        .addInput(ModelSignature.WINDOW)
        .addOutput(output)
        .addAttribute(overAxes)
        .addAttribute(
            OnnxMl.AttributeProto.newBuilder()
                .setName("keepdims")
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(0))
        .build();
  }

  static OnnxMl.ValueInfoProto value(String name, int type, int... dimensions) {
    OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
    shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
    for (int dimension : dimensions) {
      shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }
}
