package io.orilla.inference.grpc;

import io.orilla.inference.grpc.wire.DataType;
import io.orilla.inference.grpc.wire.InferBatchStatistics;
import io.orilla.inference.grpc.wire.InferStatistics;
import io.orilla.inference.grpc.wire.ModelConfig;
import io.orilla.inference.grpc.wire.ModelConfigResponse;
import io.orilla.inference.grpc.wire.ModelDynamicBatching;
import io.orilla.inference.grpc.wire.ModelInput;
import io.orilla.inference.grpc.wire.ModelMetadataResponse;
import io.orilla.inference.grpc.wire.ModelMetadataResponse.TensorMetadata;
import io.orilla.inference.grpc.wire.ModelOutput;
import io.orilla.inference.grpc.wire.ModelStatistics;
import io.orilla.inference.grpc.wire.ModelStatisticsResponse;
import io.orilla.inference.grpc.wire.RepositoryIndexResponse;
import io.orilla.inference.grpc.wire.RepositoryIndexResponse.ModelIndex;
import io.orilla.inference.grpc.wire.StatisticDuration;
import io.orilla.inference.protocol.Descriptions;
import io.orilla.inference.serving.ModelRepository;
import io.orilla.inference.serving.ModelStatistics.Duration;
import io.orilla.inference.serving.ModelStatistics.Snapshot;
import io.orilla.inference.serving.ServedModel;
import io.orilla.inference.tensor.Shape;
import io.orilla.inference.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What {@link Descriptions} tells of models, in the messages of gRPC. */
final class GrpcDescriptions {
  private GrpcDescriptions() {}

  static ModelMetadataResponse metadata(ServedModel model) {
    return ModelMetadataResponse.newBuilder()
        .setName(model.name())
        .addVersions(model.version())
        .setPlatform(Descriptions.PLATFORM)
        .addAllInputs(tensors(model.session().inputs()))
        .addAllOutputs(tensors(model.session().outputs()))
        .build();
  }

  private static List<TensorMetadata> tensors(List<TensorSpec> specs) {
    return specs.stream()
        .map(
            spec ->
                TensorMetadata.newBuilder()
                    .setName(spec.name())
                    .setDatatype(spec.type().name())
                    .addAllShape(dimensions(spec.shape()))
                    .build())
        .toList();
  }

  private static Iterable<Long> dimensions(Shape shape) {
    return LongStream.of(shape.dimensions()).boxed()::iterator;
  }

  static ModelConfigResponse config(ServedModel model) {
    boolean batches = model.maxBatch() > 0;
    ModelConfig.Builder config =
        ModelConfig.newBuilder()
            .setName(model.name())
            .setPlatform(Descriptions.PLATFORM)
            .setBackend("onnxruntime")
            .setMaxBatchSize(model.maxBatch());
    for (TensorSpec input : model.session().inputs()) {
      config.addInput(
          ModelInput.newBuilder()
              .setName(input.name())
              .setDataType(type(input))
              .addAllDims(dimensions(batches ? input.shape().row() : input.shape())));
    }
    for (TensorSpec output : model.session().outputs()) {
      config.addOutput(
          ModelOutput.newBuilder()
              .setName(output.name())
              .setDataType(type(output))
              .addAllDims(dimensions(batches ? output.shape().row() : output.shape())));
    }
    if (batches) {
      long micros = model.settings().batchDelay().toNanos() / 1000;
      config.setDynamicBatching(
          ModelDynamicBatching.newBuilder().setMaxQueueDelayMicroseconds(micros));
    }
    return ModelConfigResponse.newBuilder().setConfig(config).build();
  }

  private static DataType type(TensorSpec spec) {
    return switch (spec.type()) {
      case BYTES -> DataType.TYPE_STRING;
      default -> DataType.valueOf("TYPE_" + spec.type());
    };
  }

  static ModelStatisticsResponse statistics(ServedModel model) {
    return ModelStatisticsResponse.newBuilder().addModelStats(counts(model)).build();
  }

  static ModelStatisticsResponse allStatistics(ModelRepository models) {
    ModelStatisticsResponse.Builder all = ModelStatisticsResponse.newBuilder();
    for (ModelRepository.Entry entry : models.index()) {
      if (entry.ready()) {
        ServedModel model = models.hold(entry.name(), Optional.empty());
        all.addModelStats(counts(model));
        model.release();
      }
    }
    return all.build();
  }

  private static ModelStatistics counts(ServedModel model) {
    Snapshot now = model.statistics().now();
    ModelStatistics.Builder counts =
        ModelStatistics.newBuilder()
            .setName(model.name())
            .setVersion(model.version())
            .setLastInference(now.last())
            .setInferenceCount(now.rows())
            .setExecutionCount(now.runs())
            .setInferenceStats(
                InferStatistics.newBuilder()
                    .setSuccess(duration(now.success()))
                    .setFail(duration(now.failure()))
                    .setQueue(duration(now.queue()))
                    .setComputeInput(duration(new Duration(now.compute().count(), 0)))
                    .setComputeInfer(duration(now.compute()))
                    .setComputeOutput(duration(now.answer())));
    now.batches()
        .forEach(
            (size, runs) ->
                counts.addBatchStats(
                    InferBatchStatistics.newBuilder()
                        .setBatchSize(size)
                        .setComputeInfer(duration(runs))));
    return counts.build();
  }

  private static StatisticDuration duration(Duration duration) {
    return StatisticDuration.newBuilder().setCount(duration.count()).setNs(duration.ns()).build();
  }

  static RepositoryIndexResponse index(ModelRepository models, boolean readyOnly) {
    RepositoryIndexResponse.Builder index = RepositoryIndexResponse.newBuilder();
    for (ModelRepository.Entry entry : models.index()) {
      if (entry.ready() || !readyOnly) {
        index.addModels(
            ModelIndex.newBuilder()
                .setName(entry.name())
                .setVersion(entry.version())
                .setState(entry.ready() ? "READY" : "UNAVAILABLE")
                .setReason(entry.reason()));
      }
    }
    return index.build();
  }
}
