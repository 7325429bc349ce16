package io.orilla.inference.grpc;

import static io.orilla.inference.grpc.Requests.floats;
import static io.orilla.inference.grpc.Requests.input;
import static io.orilla.inference.grpc.Requests.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.orilla.inference.grpc.wire.ModelConfig;
import io.orilla.inference.grpc.wire.ModelConfigRequest;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.grpc.wire.ModelInferRequest.InferRequestedOutputTensor;
import io.orilla.inference.grpc.wire.ModelInferResponse;
import io.orilla.inference.grpc.wire.ModelMetadataRequest;
import io.orilla.inference.grpc.wire.ModelReadyRequest;
import io.orilla.inference.grpc.wire.ModelStatisticsRequest;
import io.orilla.inference.grpc.wire.RepositoryIndexRequest;
import io.orilla.inference.grpc.wire.RepositoryModelLoadRequest;
import io.orilla.inference.grpc.wire.RepositoryModelUnloadRequest;
import io.orilla.inference.grpc.wire.ServerLiveRequest;
import io.orilla.inference.grpc.wire.ServerReadyRequest;
import io.orilla.inference.rest.Graphs;
import io.orilla.inference.rest.Pause;
import io.orilla.inference.serving.ServingSettings;
import io.orilla.inference.tensor.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol's service, asked by a client that is generated from its definition. */
final class GrpcDoorTest {
  @TempDir Path folder;
  private OpenGrpcDoor door;
  private GRPCInferenceServiceBlockingStub client;

  @BeforeEach
  void open() {
    door = new OpenGrpcDoor(folder, ServingSettings.DEFAULT, Pause.NONE);
    client = door.client();
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void serverAndModelsSayHowTheyAre() {
    assertThat(client.serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
    assertThat(client.serverReady(ServerReadyRequest.getDefaultInstance()).getReady()).isTrue();
    ModelReadyRequest ready = ModelReadyRequest.newBuilder().setName("sum").build();
    assertThat(client.modelReady(ready).getReady()).isTrue();
    door.models().unload("sum");
    assertThat(client.modelReady(ready).getReady()).isFalse();
    door.models().load("sum");
    assertThat(
            client
                .modelMetadata(ModelMetadataRequest.newBuilder().setName("sum").build())
                .getInputs(0)
                .getShapeList())
        .containsExactly(-1L, 2L);
  }

  /** What Triton's clients ask besides. */
  @Test
  void modelsSayWhatTritonsWouldSay() {
    client.modelInfer(sum().build());
    ModelConfig config =
        client.modelConfig(ModelConfigRequest.newBuilder().setName("sum").build()).getConfig();
    assertThat(config.getMaxBatchSize()).isEqualTo(32);
    assertThat(config.getInput(0).getDataType())
        .isEqualTo(io.orilla.inference.grpc.wire.DataType.TYPE_FP32);
    assertThat(config.getInput(0).getDimsList()).containsExactly(2L);
    ModelStatisticsRequest all = ModelStatisticsRequest.getDefaultInstance();
    assertThat(client.modelStatistics(all).getModelStats(0).getInferenceCount()).isEqualTo(1);
    RepositoryModelUnloadRequest unload =
        RepositoryModelUnloadRequest.newBuilder().setModelName("sum").build();
    assertThat(client.repositoryModelUnload(unload).isInitialized()).isTrue();
    RepositoryIndexRequest index = RepositoryIndexRequest.getDefaultInstance();
    assertThat(client.repositoryIndex(index).getModels(0).getState()).isEqualTo("UNAVAILABLE");
    assertThat(client.repositoryIndex(index.toBuilder().setReady(true).build()).getModelsList())
        .isEmpty();
    RepositoryModelLoadRequest load =
        RepositoryModelLoadRequest.newBuilder().setModelName("sum").build();
    assertThat(client.repositoryModelLoad(load).isInitialized()).isTrue();
    assertThat(client.modelInfer(sum().build()).getOutputsCount()).isEqualTo(2);
  }

  @Test
  void contentsAreAnsweredByContents() {
    ModelInferResponse answer = client.modelInfer(sum().build());
    assertThat(answer.getId()).isEqualTo("7");
    assertThat(answer.getModelVersion()).isEqualTo("1");
    assertThat(answer.getOutputs(0).getContents().getFp32ContentsList()).containsExactly(11f, 22f);
    assertThat(answer.getOutputs(1).getName()).isEqualTo("difference");
    ModelInferRequest chosen =
        sum().addOutputs(InferRequestedOutputTensor.newBuilder().setName("difference")).build();
    assertThat(client.modelInfer(chosen).getOutputsList()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeGoesInAndComesOutAsBytes(DataType type) throws Exception {
    door.with("same", Graphs.identity(type));
    byte[] bytes = new byte[2 * Math.max(type.size(), 5)];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i % 2));
    if (type == DataType.BYTES) {
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(1)
          .put((byte) 'a')
          .putInt(1)
          .put((byte) 'b');
    }
    ByteString content =
        ByteString.copyFrom(bytes, 0, type == DataType.BYTES ? 10 : 2 * type.size());
    ModelInferResponse answer =
        client.modelInfer(
            ModelInferRequest.newBuilder()
                .setModelName("same")
                .addInputs(input("x", type.name(), 2, 1))
                .addRawInputContents(content)
                .build());
    assertThat(answer.getRawOutputContents(0)).isEqualTo(content);
    assertThat(answer.getOutputs(0).getDatatype()).isEqualTo(type.name());
  }

  private void assertRefused(ModelInferRequest request, Status.Code code, String reason) {
    assertThatThrownBy(() -> client.modelInfer(request))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(code);
              assertThat(e.getStatus().getDescription()).contains(reason);
            });
  }

  @Test
  void whatDoesNotFitSaysWhatIsExpected() {
    assertRefused(
        sum().setModelName("product").build(),
        Status.Code.NOT_FOUND,
        "there is no model 'product'");
    assertRefused(sum().setModelVersion("2").build(), Status.Code.NOT_FOUND, "of version 2");
    assertRefused(
        sum().setInputs(0, input("a", "FP64", 1, 2)).build(),
        Status.Code.INVALID_ARGUMENT,
        "takes FP32[-1,2], not FP64[1,2]");
    assertRefused(
        sum().setInputs(0, input("a", "FP32", 1, 2).setContents(floats(1))).build(),
        Status.Code.INVALID_ARGUMENT,
        "has 1 elements in the contents of FP32 where its shape [1,2] has 2");
    assertRefused(
        sum().addRawInputContents(ByteString.EMPTY).build(),
        Status.Code.INVALID_ARGUMENT,
        "there are 1 raw_input_contents for 2 inputs");
    assertThat(client.modelInfer(sum().build()).getOutputsList()).hasSize(2);
  }

  @Test
  void aMessageOverTheLimitIsRefused() {
    ByteString large = ByteString.copyFrom(new byte[OpenGrpcDoor.REST.maxBody()]);
    assertRefused(
        sum().addRawInputContents(large).build(),
        Status.Code.RESOURCE_EXHAUSTED,
        "gRPC message exceeds maximum size 1048576");
    assertThat(client.modelInfer(sum().build()).getOutputsList()).hasSize(2);
  }

  /** Two are let in, of which the first is the one of all tests. */
  @Test
  void aConnectionOverTheLimitIsClosed() {
    ServerLiveRequest alive = ServerLiveRequest.getDefaultInstance();
    assertThat(client.serverLive(alive).getLive()).isTrue();
    ManagedChannel second = channel();
    ManagedChannel third = channel();
    try {
      assertThat(stub(second).serverLive(alive).getLive()).isTrue();
      assertThatThrownBy(() -> stub(third).serverLive(alive)).hasMessageContaining("UNAVAILABLE");
      second.shutdownNow();
      await()
          .ignoreExceptions()
          .until(() -> stub(third).withWaitForReady().serverLive(alive).getLive());
    } finally {
      second.shutdownNow();
      third.shutdownNow();
    }
  }

  private ManagedChannel channel() {
    return NettyChannelBuilder.forAddress("127.0.0.1", door.port()).usePlaintext().build();
  }

  private static GRPCInferenceServiceBlockingStub stub(ManagedChannel channel) {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(30, TimeUnit.SECONDS);
  }
}
