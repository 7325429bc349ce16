package io.orilla.inference.grpc;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.orilla.inference.protocol.Doorkeeper;
import io.orilla.inference.rest.RestSettings;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.QuickRunner;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** {@code inference.GRPCInferenceService} on a port. */
public final class GrpcDoor implements AutoCloseable {
  /**
   * Bytes on their way: some tensors of a megabyte at a time. A window that gRPC tries to guess
   * takes a ping for all that comes.
   */
  private static final int WINDOW = 4 << 20;

  /** Of one connection at a time, more than a model's queue takes; others wait at the client. */
  private static final int CALLS = 1_000;

  private final NioEventLoopGroup loops;
  private final QuickRunner runner;
  private final Server server;

  /**
   * Opens it.
   *
   * @param settings of which the body is a message
   * @param factory makes the thread that reads and writes
   * @param tls where it is not for this machine alone
   * @throws OrillaException INVALID_ARGUMENT when the port is taken
   */
  public GrpcDoor(
      InetSocketAddress address,
      RestSettings settings,
      Engine engine,
      Admission admission,
      Optional<SslContext> tls,
      ThreadFactory factory) {
    this.loops = new NioEventLoopGroup(1, factory);
    this.runner = engine.scheduler().quickRunner(loops.next());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(address)
            .bossEventLoopGroup(loops)
            .workerEventLoopGroup(loops)
            .channelFactory(() -> kept(settings.maxConnections()))
            .maxConnectionIdle(settings.idle().toNanos(), TimeUnit.NANOSECONDS)
            .handshakeTimeout(settings.idle().toNanos(), TimeUnit.NANOSECONDS)
            .directExecutor()
            .flowControlWindow(WINDOW)
            .maxConcurrentCallsPerConnection(CALLS)
            .maxInboundMessageSize(settings.maxBody())
            .intercept(new TokenInterceptor())
            .intercept(new RequestTimeLimit(loops.next(), settings.idle()))
            .addService(new InferenceService(engine, admission, runner));
    tls.ifPresent(builder::sslContext);
    this.server = builder.build();
    try {
      server.start();
    } catch (IOException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new OrillaException(
          ErrorCode.INVALID_ARGUMENT, address + " cannot be opened for gRPC: " + e.getMessage(), e);
    }
  }

  private static NioServerSocketChannel kept(int connections) {
    NioServerSocketChannel channel = new NioServerSocketChannel();
    channel.pipeline().addLast(new Doorkeeper(connections));
    return channel;
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    runner.close();
  }
}
