package io.orilla.node.serving;

import io.orilla.inference.grpc.GrpcDoor;
import io.orilla.inference.rest.RestDoor;
import io.orilla.inference.serving.Scheduler;
import io.orilla.node.workload.Workloads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that works once a client came. */
final class Serving implements AutoCloseable {
  private final Scheduler scheduler;
  private final RestDoor door;
  private final @Nullable AutoCloseable grpc;
  private final Optional<Integer> grpcPort;

  Serving(
      ServerSocketChannel socket,
      InferenceSettings settings,
      String version,
      Supplier<Workloads> workloads) {
    ServedWorkloads models = new ServedWorkloads(workloads, settings.models());
    this.scheduler = new Scheduler(settings.threads(), threads("inference"), models::isUrgent);
    this.door =
        new RestDoor(
            socket,
            settings.rest(),
            models,
            new WorkloadPredictions(workloads),
            scheduler,
            threads("inference-door"),
            version);
    Optional<GrpcDoor> opened =
        settings.grpc().map(port -> grpc(port, settings, models, scheduler, version));
    this.grpc = opened.orElse(null);
    this.grpcPort = opened.map(GrpcDoor::port);
  }

  private static GrpcDoor grpc(
      int port,
      InferenceSettings settings,
      ServedWorkloads models,
      Scheduler scheduler,
      String version) {
    return new GrpcDoor(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        settings.rest().maxBody(),
        models,
        scheduler,
        threads("inference-grpc"),
        version);
  }

  Optional<Integer> grpcPort() {
    return grpcPort;
  }

  /** Goes on with a connection that was accepted before. */
  void adopt(SocketChannel accepted) {
    door.adopt(accepted);
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return work ->
        Thread.ofPlatform()
            .daemon()
            .name(name + "-" + count.incrementAndGet())
            .unstarted(
                () -> {
                  ModestThread.become();
                  work.run();
                });
  }

  @Override
  public void close() throws Exception {
    if (grpc != null) {
      grpc.close();
    }
    door.close();
    scheduler.close();
  }
}
