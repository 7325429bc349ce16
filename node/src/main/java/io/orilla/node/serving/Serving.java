package io.orilla.node.serving;

import io.orilla.inference.rest.RestDoor;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.LoopbackAdmission;
import io.orilla.inference.serving.Scheduler;
import io.orilla.node.machine.ThreadPriority;
import io.orilla.node.workload.Workloads;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that works once a client came, or more than loopback was asked for. */
final class Serving implements AutoCloseable {
  private final AnsweredCalls answered;
  private final Scheduler scheduler;
  private final RestDoor door;
  private final @Nullable GrpcService grpc;
  private final @Nullable Beyond beyond;

  Serving(
      ServerSocketChannel socket,
      InferenceSettings settings,
      String version,
      Supplier<Workloads> workloads) {
    this.answered =
        new AnsweredCalls(
            workloads, InstantSource.system(), ThreadPriority.modestThreads("inference-log"));
    ServedWorkloads models = new ServedWorkloads(workloads, settings.models(), answered);
    this.scheduler =
        new Scheduler(
            settings.threads(), ThreadPriority.modestThreads("inference"), models::isUrgent);
    Engine engine = new Engine(models, new WorkloadPredictions(workloads), scheduler, version);
    this.door =
        new RestDoor(
            socket,
            settings.rest(),
            engine,
            new LoopbackAdmission(),
            Optional.empty(),
            ThreadPriority.modestThreads("inference-door"));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.grpc =
        settings
            .grpc()
            .map(port -> new InetSocketAddress(loopback, port))
            .map(at -> GrpcService.open(at, settings, engine, Admission.ALL, Optional.empty()))
            .orElse(null);
    this.beyond = settings.beyond().map(asked -> Beyond.open(asked, settings, engine)).orElse(null);
  }

  Optional<Integer> grpcPort() {
    return Optional.ofNullable(grpc).map(GrpcService::port);
  }

  /** Port of HTTPS beyond this machine. */
  Optional<Integer> beyondPort() {
    return Optional.ofNullable(beyond).map(Beyond::port);
  }

  /** Goes on with a connection that was accepted before. */
  void adopt(SocketChannel accepted) {
    door.adopt(accepted);
  }

  @Override
  public void close() {
    if (beyond != null) {
      beyond.close();
    }
    if (grpc != null) {
      grpc.close();
    }
    door.close();
    scheduler.close();
    answered.close();
  }
}
