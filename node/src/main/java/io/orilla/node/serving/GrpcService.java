package io.orilla.node.serving;

import io.netty.handler.ssl.SslContext;
import io.orilla.inference.grpc.GrpcDoor;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Engine;
import io.orilla.node.machine.ThreadPriority;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A port of gRPC: the one class that names gRPC's, so that they are loaded with it alone. */
final class GrpcService implements AutoCloseable {
  private final GrpcDoor door;

  private GrpcService(GrpcDoor door) {
    this.door = door;
  }

  static GrpcService open(
      InetSocketAddress address,
      InferenceSettings settings,
      Engine engine,
      Admission admission,
      Optional<SslContext> tls) {
    return new GrpcService(
        new GrpcDoor(
            address,
            settings.rest(),
            engine,
            admission,
            tls,
            ThreadPriority.modestThreads("inference-grpc")));
  }

  int port() {
    return door.port();
  }

  @Override
  public void close() {
    door.close();
  }
}
