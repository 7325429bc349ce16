package io.orilla.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.orilla.inference.grpc.wire.InferTensorContents;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.grpc.wire.ModelInferRequest.InferInputTensor;
import io.orilla.inference.grpc.wire.ModelInferResponse;
import io.orilla.inference.grpc.wire.ModelInferResponse.InferOutputTensor;
import io.orilla.inference.grpc.wire.ModelMetadataRequest;
import io.orilla.inference.grpc.wire.ModelMetadataResponse;
import io.orilla.inference.grpc.wire.ModelReadyRequest;
import io.orilla.inference.grpc.wire.RepositoryModelLoadRequest;
import io.orilla.inference.grpc.wire.ServerLiveRequest;
import io.orilla.inference.grpc.wire.ServerMetadataRequest;
import io.orilla.inference.grpc.wire.ServerReadyRequest;
import io.orilla.model.content.Digest;
import io.orilla.node.serving.InferenceSettings;
import io.orilla.node.testbed.AskedGraphs;
import io.orilla.node.testbed.NodeBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that protoc made of the protocol's definition, and nothing of ours between it and a real
 * node. That the definition is the published one is shown by {@code TritonClientsTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GrpcClientTest {
  /** Two elements of each type that contents have, at the ends of their ranges. */
  private static final Map<String, InferTensorContents> CONTENTS = contents();

  /** The same, and 16-bit floats, as bytes. */
  private static final Map<String, ByteString> RAW = raw();

  @AutoClose private final NodeBed bed;
  private final ManagedChannel channel;

  GrpcClientTest(@TempDir Path folder) throws Exception {
    InferenceSettings defaults = InferenceSettings.DEFAULT;
    InferenceSettings withGrpc =
        new InferenceSettings(
            true, 0, Optional.of(0), Optional.empty(), 1, defaults.rest(), defaults.models());
    bed = new NodeBed(folder, Duration.ofMillis(100), draft -> draft.inference = withGrpc);
    Node node = bed.start();
    String address = node.inferenceGrpcAddress().orElseThrow();
    channel = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
  }

  private static Map<String, InferTensorContents> contents() {
    Map<String, InferTensorContents.Builder> of = new LinkedHashMap<>();
    of.put("BOOL", some().addBoolContents(true).addBoolContents(false));
    of.put("INT8", some().addIntContents(-128).addIntContents(127));
    of.put("INT16", some().addIntContents(-32_768).addIntContents(32_767));
    of.put("INT32", some().addIntContents(Integer.MIN_VALUE).addIntContents(Integer.MAX_VALUE));
    of.put("INT64", some().addInt64Contents(Long.MIN_VALUE).addInt64Contents(Long.MAX_VALUE));
    of.put("UINT8", some().addUintContents(0).addUintContents(255));
    of.put("UINT16", some().addUintContents(0).addUintContents(65_535));
    of.put("UINT32", some().addUintContents(0).addUintContents(-1));
    of.put("UINT64", some().addUint64Contents(0).addUint64Contents(-1));
    of.put("FP32", some().addFp32Contents(Float.MIN_VALUE).addFp32Contents(Float.NaN));
    of.put("FP64", some().addFp64Contents(-0.0).addFp64Contents(Double.MAX_VALUE));
    of.put("BYTES", some().addBytesContents(utf8("")).addBytesContents(utf8("größer")));
    Map<String, InferTensorContents> built = new LinkedHashMap<>();
    of.forEach((type, builder) -> built.put(type, builder.build()));
    return built;
  }

  private static InferTensorContents.Builder some() {
    return InferTensorContents.newBuilder();
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private static Map<String, ByteString> raw() {
    Map<String, ByteString> of = new LinkedHashMap<>();
    List.of("BOOL", "INT8", "UINT8").forEach(type -> of.put(type, counted(2)));
    List.of("INT16", "UINT16", "FP16", "BF16").forEach(type -> of.put(type, counted(4)));
    List.of("INT32", "UINT32", "FP32").forEach(type -> of.put(type, counted(8)));
    List.of("INT64", "UINT64", "FP64").forEach(type -> of.put(type, counted(16)));
    of.put("BYTES", utf8("\0\0\0\0\2\0\0\0ab"));
    return of;
  }

  /** Zeros and a one, which are of any type. */
  private static ByteString counted(int bytes) {
    byte[] content = new byte[bytes];
    content[bytes - 1] = 1;
    return ByteString.copyFrom(content);
  }

  @BeforeAll
  void serve() {
    Digest contents = AskedGraphs.identities(bed.server().blobs(), List.copyOf(CONTENTS.keySet()));
    Digest raw = AskedGraphs.identities(bed.server().blobs(), List.copyOf(RAW.keySet()));
    bed.declare(AskedGraphs.workload("contents", 1, contents), AskedGraphs.workload("raw", 1, raw));
    bed.awaitRunning("contents", contents);
    bed.awaitRunning("raw", raw);
  }

  @AfterAll
  void hangUp() {
    channel.shutdownNow();
  }

  private GRPCInferenceServiceBlockingStub client() {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  private static InferInputTensor.Builder input(String type) {
    return InferInputTensor.newBuilder().setName(type).setDatatype(type).addShape(1).addShape(2);
  }

  private static ModelInferRequest.Builder listed() {
    ModelInferRequest.Builder request =
        ModelInferRequest.newBuilder().setModelName("contents").setModelVersion("1").setId("i7");
    CONTENTS.forEach((type, content) -> request.addInputs(input(type).setContents(content)));
    return request;
  }

  private static ModelInferRequest.Builder bytes() {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("raw");
    RAW.forEach((type, content) -> request.addInputs(input(type)).addRawInputContents(content));
    return request;
  }

  @Test
  void theNodeAndItsModelsSayHowTheyAre() {
    assertThat(client().serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
    assertThat(client().serverReady(ServerReadyRequest.getDefaultInstance()).getReady()).isTrue();
    ServerMetadataRequest server = ServerMetadataRequest.getDefaultInstance();
    assertThat(client().serverMetadata(server).getName()).isEqualTo("orilla");
    ModelReadyRequest ready = ModelReadyRequest.newBuilder().setName("raw").build();
    assertThat(client().modelReady(ready).getReady()).isTrue();
    ModelMetadataResponse model =
        client().modelMetadata(ModelMetadataRequest.newBuilder().setName("raw").build());
    assertThat(model.getVersionsList()).containsExactly("1");
    assertThat(model.getInputsList()).hasSize(14).hasSameSizeAs(model.getOutputsList());
    assertThat(model.getInputsList())
        .allSatisfy(
            input -> {
              assertThat(input.getDatatype()).isEqualTo(input.getName());
              assertThat(input.getShapeList()).containsExactly(-1L, 2L);
            });
  }

  @Test
  void eachTypeThatContentsHaveGoesInAndComesOut() {
    ModelInferResponse answer = client().modelInfer(listed().build());
    assertThat(answer.getId()).isEqualTo("i7");
    assertThat(answer.getModelVersion()).isEqualTo("1");
    Map<String, InferTensorContents> came = new LinkedHashMap<>();
    for (InferOutputTensor output : answer.getOutputsList()) {
      assertThat(output.getName()).isEqualTo(output.getDatatype() + "_out");
      assertThat(output.getShapeList()).containsExactly(1L, 2L);
      came.put(output.getDatatype(), output.getContents());
    }
    assertThat(came).isEqualTo(CONTENTS);
  }

  @Test
  void eachTypeGoesInAndComesOutAsBytes() {
    ModelInferResponse answer = client().modelInfer(bytes().build());
    List<String> types = new ArrayList<>(RAW.keySet());
    assertThat(answer.getOutputsList()).extracting(InferOutputTensor::getDatatype).isEqualTo(types);
    assertThat(answer.getRawOutputContentsList()).containsExactlyElementsOf(RAW.values());
  }

  @Test
  void whatCannotBeAnsweredHasItsStatus() {
    assertRefused(listed().setModelName("none").build(), Status.Code.NOT_FOUND, "no model 'none'");
    assertRefused(listed().setModelVersion("2").build(), Status.Code.NOT_FOUND, "no version 2");
    assertRefused(
        listed().removeInputs(0).build(), Status.Code.INVALID_ARGUMENT, "needs input 'BOOL'");
    assertRefused(
        listed().setInputs(0, input("INT8").setName("BOOL")).build(),
        Status.Code.INVALID_ARGUMENT,
        "takes BOOL[-1,2], not INT8[1,2]");
    assertRefused(
        bytes().setRawInputContents(0, ByteString.EMPTY).build(),
        Status.Code.INVALID_ARGUMENT,
        "has 0 bytes where");
    assertThatThrownBy(
            () ->
                client()
                    .repositoryModelLoad(
                        RepositoryModelLoadRequest.newBuilder().setModelName("none").build()))
        .hasMessageContaining("PERMISSION_DENIED");
  }

  private void assertRefused(ModelInferRequest request, Status.Code code, String reason) {
    assertThatThrownBy(() -> client().modelInfer(request))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code))
        .hasMessageContaining(reason);
  }
}
