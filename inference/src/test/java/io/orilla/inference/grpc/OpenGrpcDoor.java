package io.orilla.inference.grpc;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.orilla.inference.grpc.wire.GRPCInferenceServiceGrpc.GRPCInferenceServiceFutureStub;
import io.orilla.inference.rest.Graphs;
import io.orilla.inference.rest.Pause;
import io.orilla.inference.rest.RestSettings;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.FolderModels;
import io.orilla.inference.serving.LivePredictions;
import io.orilla.inference.serving.Scheduler;
import io.orilla.inference.serving.ServingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A door over graphs in a folder, {@code sum} among them, and clients before it. */
final class OpenGrpcDoor implements AutoCloseable {
  static final RestSettings REST = new RestSettings(1 << 20, 2, Duration.ofSeconds(30));

  private final Path folder;
  private final FolderModels models;
  private final Scheduler scheduler;
  private final GrpcDoor door;
  private final ManagedChannel channel;

  OpenGrpcDoor(Path folder, ServingSettings settings, Pause pause) {
    this(folder, REST, settings, pause);
  }

  OpenGrpcDoor(Path folder, RestSettings limits, ServingSettings settings, Pause pause) {
    this.folder = folder;
    this.models = new FolderModels(settings);
    this.scheduler = new Scheduler(1, pause::thread, () -> false);
    this.door =
        new GrpcDoor(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            limits,
            new Engine(models, LivePredictions.NONE, scheduler, "1.0"),
            Admission.ALL,
            Optional.empty(),
            Thread.ofPlatform().daemon().factory());
    this.channel = NettyChannelBuilder.forAddress("127.0.0.1", door.port()).usePlaintext().build();
    with("sum", Graphs.sumAndDifference());
  }

  OpenGrpcDoor with(String name, byte[] graph) {
    try {
      models.with(name, Files.write(folder.resolve(name + ".onnx"), graph));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.port();
  }

  FolderModels models() {
    return models;
  }

  GRPCInferenceServiceBlockingStub client() {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel);
  }

  GRPCInferenceServiceFutureStub asking() {
    return GRPCInferenceServiceGrpc.newFutureStub(channel);
  }

  /** Runs of a graph until now. */
  long runs(String model) {
    return models.hold(model, Optional.empty()).statistics().now().runs();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    door.close();
    scheduler.close();
    models.close();
  }
}
