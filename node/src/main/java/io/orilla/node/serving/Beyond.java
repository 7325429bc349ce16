package io.orilla.node.serving;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.orilla.inference.rest.RestDoor;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.TokenAdmission;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.machine.ThreadPriority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The doors for those who are not on this machine: by TLS, with a token. */
final class Beyond implements AutoCloseable {
  private final ServerSocketChannel socket;
  private final RestDoor door;
  private final @Nullable GrpcService grpc;

  private Beyond(ServerSocketChannel socket, RestDoor door, @Nullable GrpcService grpc) {
    this.socket = socket;
    this.door = door;
    this.grpc = grpc;
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT when the certificate cannot be used, or a port is
   *     taken
   */
  static Beyond open(BeyondSettings asked, InferenceSettings settings, Engine engine) {
    TokenAdmission tokens = new TokenAdmission(asked.tokens());
    try {
      SslContext https = tls(asked).build();
      ServerSocketChannel socket =
          settings.rest().listen(new InetSocketAddress(asked.host(), asked.port()));
      RestDoor door =
          new RestDoor(
              socket,
              settings.rest(),
              engine,
              tokens,
              Optional.of(https),
              ThreadPriority.modestThreads("inference-beyond"));
      Optional<SslContext> http2 =
          Optional.of(tls(asked).applicationProtocolConfig(HTTP_2).build());
      GrpcService grpc =
          asked
              .grpc()
              .map(port -> new InetSocketAddress(asked.host(), port))
              .map(at -> GrpcService.open(at, settings, engine, tokens, http2))
              .orElse(null);
      return new Beyond(socket, door, grpc);
    } catch (IOException | IllegalArgumentException e) {
      throw new OrillaException(
          ErrorCode.INVALID_ARGUMENT,
          "models cannot be served at %s:%d as inference.beyond says: %s"
              .formatted(asked.host(), asked.port(), e.getMessage()),
          e);
    }
  }

  private static final ApplicationProtocolConfig HTTP_2 =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          ApplicationProtocolNames.HTTP_2);

  private static SslContextBuilder tls(BeyondSettings asked) throws SSLException {
    return SslContextBuilder.forServer(asked.certificate().toFile(), asked.key().toFile())
        .sslProvider(SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2");
  }

  int port() {
    return socket.socket().getLocalPort();
  }

  Optional<Integer> grpcPort() {
    return Optional.ofNullable(grpc).map(GrpcService::port);
  }

  @Override
  public void close() {
    if (grpc != null) {
      grpc.close();
    }
    door.close();
  }
}
