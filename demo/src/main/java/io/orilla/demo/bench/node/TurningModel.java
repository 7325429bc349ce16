package io.orilla.demo.bench.node;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.bundle.ModelConfig;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.bundle.Provenance;
import io.orilla.model.bundle.ReferenceProfile;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.TableName;
import io.orilla.model.signal.AssetName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A model of windows of one row whose score is their mean, after so many turns that change nothing:
 * each fills 4 MB anew and reads them, and so takes a core, its cache and the memory.
 */
final class TurningModel {
  private static final long FLOATS_IN_TURN = 1 << 20;

  private final AssetName asset;
  private final Preparation preparation;
  private final long turns;

  TurningModel(AssetName asset, Preparation preparation, long turns) {
    this.asset = asset;
    this.preparation = preparation;
    this.turns = turns;
  }

  Digest write(BlobStore blobs) {
    ModelSignature signature =
        new ModelSignature(
            1,
            preparation.signals(),
            List.of(
                new ModelSignature.Output(ModelSignature.SCORE, 1),
                new ModelSignature.Output(
                    ModelSignature.CONTRIBUTION, preparation.signals().size())));
    Provenance.Dataset dataset =
        new Provenance.Dataset(new TableName("prepared.bench"), 1, asset, 0, 1, 2);
    ModelConfig config =
        new ModelConfig(
            new ObjectName("turning"),
            asset,
            signature,
            preparation,
            new ReferenceProfile(List.of()),
            new ModelCard("the mean, slowly", "mean", Map.of(), "to measure with"),
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
    return ModelBundle.write(blobs, config, graph()).digest();
  }

  private byte[] graph() {
    int signals = preparation.signals().size();
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("turning")
            .addInput(value(ModelSignature.WINDOW, DataType.FLOAT, 1, signals))
            .addInput(value(ModelSignature.MASK, DataType.BOOL, 1, signals))
            .addInitializer(constant("turns", turns))
            .addInitializer(constant("size", FLOATS_IN_TURN).toBuilder().addDims(1))
            .addNode(reduce("ReduceMean", "mean", ModelSignature.WINDOW, 0, 1, 2))
            .addNode(reduce("ReduceMean", ModelSignature.CONTRIBUTION, ModelSignature.WINDOW, 0, 1))
            .addNode(
                node("Loop", ModelSignature.SCORE, "turns", "", "mean").toBuilder()
                    .addAttribute(
                        attribute("body", AttributeProto.AttributeType.GRAPH).setG(turn())))
            .addOutput(value(ModelSignature.SCORE, DataType.FLOAT))
            .addOutput(value(ModelSignature.CONTRIBUTION, DataType.FLOAT, signals));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  /** The score comes out as it goes in: the greatest of many times itself. */
  private static GraphProto turn() {
    return GraphProto.newBuilder()
        .setName("turn")
        .addInput(scalar("turn", DataType.INT64))
        .addInput(scalar("go", DataType.BOOL))
        .addInput(value("before", DataType.FLOAT))
        .addNode(node("Identity", "on", "go"))
        .addNode(node("Expand", "many", "before", "size"))
        .addNode(reduce("ReduceMax", "after", "many", 1, 0))
        .addOutput(scalar("on", DataType.BOOL))
        .addOutput(value("after", DataType.FLOAT))
        .build();
  }

  private static TensorProto constant(String name, long value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(DataType.INT64_VALUE)
        .addInt64Data(value)
        .build();
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static NodeProto reduce(
      String operator, String output, String input, long keep, long... axes) {
    return node(operator, output, input).toBuilder()
        .addAttribute(
            attribute("axes", AttributeProto.AttributeType.INTS)
                .addAllInts(LongStream.of(axes).boxed().toList()))
        .addAttribute(attribute("keepdims", AttributeProto.AttributeType.INT).setI(keep))
        .build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  private static ValueInfoProto scalar(String name, DataType type) {
    return value(name, type, TensorShapeProto.newBuilder());
  }

  private static ValueInfoProto value(String name, DataType type, long... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    dimensions.addDimBuilder().setDimParam("batch");
    for (long size : shape) {
      dimensions.addDimBuilder().setDimValue(size);
    }
    return value(name, type, dimensions);
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
