package io.orilla.node.testbed;

import ai.onnx.proto.OnnxMl;
import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.GraphBundle;
import io.orilla.model.bundle.GraphConfig;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Graphs that are only asked, as a server holds them. */
public final class AskedGraphs {
  private static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT_VALUE;
  private static final String WEIGHTS = "weights.bin";

  private AskedGraphs() {}

  /** {@code y = x + [10, 20]}, whose constant lies in a file of its own. */
  public static Digest sumWithExternalData(BlobStore blobs) {
    OnnxMl.TensorProto weights =
        OnnxMl.TensorProto.newBuilder()
            .setName("w")
            .setDataType(FLOAT)
            .addDims(2)
            .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                OnnxMl.StringStringEntryProto.newBuilder().setKey("location").setValue(WEIGHTS))
            .build();
    byte[] graph =
        model(
            OnnxMl.GraphProto.newBuilder()
                .setName("sum")
                .addInput(TinyModel.value("x", FLOAT, 2))
                .addInitializer(weights)
                .addNode(TinyModel.node("Add", "y", "x", "w"))
                .addOutput(TinyModel.value("y", FLOAT, 2)));
    byte[] data =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(10).putFloat(20).array();
    return write(
        blobs, graph, List.of(new GraphBundle.DataFile(WEIGHTS, blobs.write(data), data.length)));
  }

  /** It gives a sequence of tensors. */
  public static Digest sequence(BlobStore blobs) {
    OnnxMl.TypeProto tensor = TinyModel.value("x", FLOAT, 2).getType();
    OnnxMl.ValueInfoProto sequence =
        OnnxMl.ValueInfoProto.newBuilder()
            .setName("all")
            .setType(
                OnnxMl.TypeProto.newBuilder()
                    .setSequenceType(OnnxMl.TypeProto.Sequence.newBuilder().setElemType(tensor)))
            .build();
    byte[] graph =
        model(
            OnnxMl.GraphProto.newBuilder()
                .setName("sequence")
                .addInput(TinyModel.value("x", FLOAT, 2))
                .addNode(TinyModel.node("SequenceConstruct", "all", "x"))
                .addOutput(sequence));
    return write(blobs, graph, List.of());
  }

  /** Gives rows of two of each type as they came: {@code INT8} as {@code INT8_out}. */
  public static Digest identities(BlobStore blobs, List<String> types) {
    OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder().setName("identities");
    for (String type : types) {
      int number = number(type);
      graph.addInput(TinyModel.value(type, number, 2));
      graph.addNode(TinyModel.node("Identity", type + "_out", type));
      graph.addOutput(TinyModel.value(type + "_out", number, 2));
    }
    return write(blobs, model(graph), List.of());
  }

  /** ONNX has other names for some of the protocol's types. */
  private static int number(String type) {
    String name =
        switch (type) {
          case "FP16" -> "FLOAT16";
          case "BF16" -> "BFLOAT16";
          case "FP32" -> "FLOAT";
          case "FP64" -> "DOUBLE";
          case "BYTES" -> "STRING";
          default -> type;
        };
    return OnnxMl.TensorProto.DataType.valueOf(name).getNumber();
  }

  private static byte[] model(OnnxMl.GraphProto.Builder graph) {
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static Digest write(BlobStore blobs, byte[] graph, List<GraphBundle.DataFile> files) {
    GraphConfig config =
        new GraphConfig(
            new ObjectName("asked"), NodeBed.LOOP1, new ModelCard("adds", "onnx", Map.of(), ""));
    return GraphBundle.write(blobs, config, blobs.write(graph), graph.length, files).digest();
  }

  public static DesiredState.Workload workload(String name, long generation, Digest bundle) {
    return new DesiredState.Workload(
        new ObjectName(name),
        generation,
        NodeBed.LOOP1,
        "sum",
        new ObjectName("asked"),
        (int) generation,
        bundle,
        Set.of(DesiredState.Workload.SERVICES),
        Role.SERVICE,
        List.of(),
        false);
  }
}
