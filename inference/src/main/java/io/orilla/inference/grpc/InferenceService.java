package io.orilla.inference.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc;
import io.orilla.inference.grpc.wire.ModelConfigRequest;
import io.orilla.inference.grpc.wire.ModelConfigResponse;
import io.orilla.inference.grpc.wire.ModelInferRequest;
import io.orilla.inference.grpc.wire.ModelInferResponse;
import io.orilla.inference.grpc.wire.ModelMetadataRequest;
import io.orilla.inference.grpc.wire.ModelMetadataResponse;
import io.orilla.inference.grpc.wire.ModelReadyRequest;
import io.orilla.inference.grpc.wire.ModelReadyResponse;
import io.orilla.inference.grpc.wire.ModelStatisticsRequest;
import io.orilla.inference.grpc.wire.ModelStatisticsResponse;
import io.orilla.inference.grpc.wire.RepositoryIndexRequest;
import io.orilla.inference.grpc.wire.RepositoryIndexResponse;
import io.orilla.inference.grpc.wire.RepositoryModelLoadRequest;
import io.orilla.inference.grpc.wire.RepositoryModelLoadResponse;
import io.orilla.inference.grpc.wire.RepositoryModelUnloadRequest;
import io.orilla.inference.grpc.wire.RepositoryModelUnloadResponse;
import io.orilla.inference.grpc.wire.ServerLiveRequest;
import io.orilla.inference.grpc.wire.ServerLiveResponse;
import io.orilla.inference.grpc.wire.ServerMetadataRequest;
import io.orilla.inference.grpc.wire.ServerMetadataResponse;
import io.orilla.inference.grpc.wire.ServerReadyRequest;
import io.orilla.inference.grpc.wire.ServerReadyResponse;
import io.orilla.inference.protocol.Descriptions;
import io.orilla.inference.protocol.TensorMemory;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.ModelRepository;
import io.orilla.inference.serving.QuickRunner;
import io.orilla.inference.serving.ServedModel;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the service answers, on the event loop. */
final class InferenceService extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {
  /** Kept for calls to come. */
  private static final int MEMORIES = 16;

  private final ModelRepository models;
  private final QuickRunner runner;
  private final Descriptions descriptions;
  private final Admission admission;
  private final Queue<TensorMemory> memories = new ArrayBlockingQueue<>(MEMORIES);

  InferenceService(Engine engine, Admission admission, QuickRunner runner) {
    this.models = engine.models();
    this.descriptions = new Descriptions(engine.version());
    this.admission = admission;
    this.runner = runner;
  }

  private void admit(String model) {
    admission.admit("localhost", TokenInterceptor.authorization(), model);
  }

  private <T> void answer(String model, StreamObserver<T> observer, Supplier<T> content) {
    try {
      admit(model);
      observer.onNext(content.get());
      observer.onCompleted();
    } catch (OrillaException e) {
      observer.onError(GrpcProblem.of(e));
    }
  }

  @Override
  public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> observer) {
    answer("", observer, () -> ServerLiveResponse.newBuilder().setLive(true).build());
  }

  @Override
  public void serverReady(
      ServerReadyRequest request, StreamObserver<ServerReadyResponse> observer) {
    answer(
        "",
        observer,
        () ->
            ServerReadyResponse.newBuilder()
                .setReady(models.index().stream().allMatch(ModelRepository.Entry::ready))
                .build());
  }

  @Override
  public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> observer) {
    answer(
        request.getName(),
        observer,
        () ->
            ModelReadyResponse.newBuilder()
                .setReady(isReady(request.getName(), request.getVersion()))
                .build());
  }

  private boolean isReady(String name, String version) {
    try {
      hold(name, version).release();
      return true;
    } catch (OrillaException e) {
      if (e.code() == ErrorCode.PEER_UNAVAILABLE) {
        return false;
      }
      throw e;
    }
  }

  private ServedModel hold(String name, String version) {
    return models.hold(name, version.isEmpty() ? Optional.empty() : Optional.of(version));
  }

  @Override
  public void serverMetadata(
      ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> observer) {
    answer(
        "",
        observer,
        () ->
            ServerMetadataResponse.newBuilder()
                .setName(Descriptions.NAME)
                .setVersion(descriptions.version())
                .addAllExtensions(Descriptions.EXTENSIONS)
                .build());
  }

  @Override
  public void modelMetadata(
      ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> observer) {
    answer(
        request.getName(),
        observer,
        () -> held(request.getName(), request.getVersion(), GrpcDescriptions::metadata));
  }

  private <T> T held(String name, String version, Function<ServedModel, T> describe) {
    ServedModel model = hold(name, version);
    try {
      return describe.apply(model);
    } finally {
      model.release();
    }
  }

  @Override
  public void modelConfig(
      ModelConfigRequest request, StreamObserver<ModelConfigResponse> observer) {
    answer(
        request.getName(),
        observer,
        () -> held(request.getName(), request.getVersion(), GrpcDescriptions::config));
  }

  @Override
  public void modelStatistics(
      ModelStatisticsRequest request, StreamObserver<ModelStatisticsResponse> observer) {
    answer(
        request.getName(),
        observer,
        () ->
            request.getName().isEmpty()
                ? GrpcDescriptions.allStatistics(models)
                : held(request.getName(), request.getVersion(), GrpcDescriptions::statistics));
  }

  @Override
  public void repositoryIndex(
      RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> observer) {
    answer("", observer, () -> GrpcDescriptions.index(models, request.getReady()));
  }

  @Override
  public void repositoryModelLoad(
      RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> observer) {
    answer(
        request.getModelName(),
        observer,
        () -> {
          models.load(request.getModelName());
          return RepositoryModelLoadResponse.getDefaultInstance();
        });
  }

  @Override
  public void repositoryModelUnload(
      RepositoryModelUnloadRequest request,
      StreamObserver<RepositoryModelUnloadResponse> observer) {
    answer(
        request.getModelName(),
        observer,
        () -> {
          models.unload(request.getModelName());
          return RepositoryModelUnloadResponse.getDefaultInstance();
        });
  }

  @Override
  public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
    try {
      admit(request.getModelName());
      ServedModel model = hold(request.getModelName(), request.getModelVersion());
      runner.submit(model, call(model, request, observer));
    } catch (OrillaException e) {
      observer.onError(GrpcProblem.of(e));
    }
  }

  private GrpcCall call(
      ServedModel model, ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
    TensorMemory free = memories.poll();
    TensorMemory memory = free == null ? new TensorMemory() : free;
    memory.reset();
    try {
      runner.requireRoom(model);
      return new GrpcCall(
          model,
          request,
          GrpcTensors.read(model, request, memory),
          (ServerCallStreamObserver<ModelInferResponse>) observer,
          () -> memories.offer(memory));
    } catch (RuntimeException e) {
      memories.offer(memory);
      model.release();
      throw e;
    }
  }
}
