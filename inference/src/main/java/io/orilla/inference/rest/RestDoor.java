package io.orilla.inference.rest;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.EventExecutor;
import io.orilla.inference.protocol.Doorkeeper;
import io.orilla.inference.serving.Admission;
import io.orilla.inference.serving.Engine;
import io.orilla.inference.serving.QuickRunner;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The protocol's addresses on a port. */
public final class RestDoor implements AutoCloseable {
  private static final HttpDecoderConfig DECODER =
      new HttpDecoderConfig().setValidateHeaders(false); // none is passed on

  /** Between two looks at all connections, milliseconds. */
  private static final long LONGEST_LOOK = 5_000;

  /** What one runs itself it runs in turn. */
  private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  private final NioEventLoopGroup loops;
  private final List<QuickRunner> runners = new ArrayList<>();
  private final Map<EventExecutor, RestAnswers> answers = new HashMap<>();
  private final RestSettings settings;
  private final Optional<SslContext> tls;
  private final Set<RestConnection> connections = ConcurrentHashMap.newKeySet();
  private final NioServerSocketChannel server;

  /**
   * Opens it.
   *
   * @param socket bound already; the door closes it
   * @param tls where it is not for this machine alone
   * @param factory makes the threads that read and write
   */
  public RestDoor(
      ServerSocketChannel socket,
      RestSettings settings,
      Engine engine,
      Admission admission,
      Optional<SslContext> tls,
      ThreadFactory factory) {
    this.settings = settings;
    this.tls = tls;
    this.loops = new NioEventLoopGroup(THREADS, factory);
    for (EventExecutor loop : loops) {
      QuickRunner runner = engine.scheduler().quickRunner(loop);
      runners.add(runner);
      answers.put(loop, new RestAnswers(engine, admission, runner, new Outbox(loop)));
    }
    this.server = new NioServerSocketChannel(socket);
    server.pipeline().addLast(new Doorkeeper(settings.maxConnections()));
    new ServerBootstrap()
        .group(loops)
        .channelFactory(() -> server)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(new Connections())
        .register()
        .syncUninterruptibly();
    long look = Math.min(LONGEST_LOOK, Math.max(1, settings.idle().toMillis() / 2));
    loops.scheduleAtFixedRate(this::closeIdle, look, look, TimeUnit.MILLISECONDS);
  }

  /** Goes on with a connection that was accepted before. */
  public void adopt(java.nio.channels.SocketChannel accepted) {
    Channel channel = new NioSocketChannel(server, accepted);
    server.eventLoop().execute(() -> server.pipeline().fireChannelRead(channel));
  }

  private final class Connections extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
      channel.pipeline().addLast(new HttpRequestDecoder(DECODER));
      RestAnswers own = Objects.requireNonNull(answers.get(channel.eventLoop()));
      RestConnection connection = new RestConnection(channel, own, settings);
      connections.add(connection);
      channel.closeFuture().addListener(closed -> connections.remove(connection));
      channel.pipeline().addLast(connection);
    }
  }

  private void closeIdle() {
    connections.forEach(connection -> connection.lookAfter(settings.idle().toNanos()));
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    runners.forEach(QuickRunner::close);
  }
}
