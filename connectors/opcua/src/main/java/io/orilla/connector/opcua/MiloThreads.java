package io.orilla.connector.opcua;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.HashedWheelTimer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfigBuilder;

/** The threads of one connection, so that closing it leaves none behind. */
final class MiloThreads implements AutoCloseable {
  private static final int TIMER_TICK_MILLIS = 100;

  private final EventLoopGroup network;
  private final HashedWheelTimer timeouts;
  private final ScheduledExecutorService schedule;
  private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();

  MiloThreads(String name) {
    ThreadFactory factory = Thread.ofPlatform().daemon().name(name + " ", 0).factory();
    this.network = new NioEventLoopGroup(1, factory);
    this.timeouts = new HashedWheelTimer(factory, TIMER_TICK_MILLIS, TimeUnit.MILLISECONDS);
    this.schedule = Executors.newSingleThreadScheduledExecutor(factory);
  }

  void configure(OpcTcpClientTransportConfigBuilder transport) {
    transport
        .setEventLoop(network)
        .setWheelTimer(timeouts)
        .setScheduledExecutor(schedule)
        .setExecutor(callbacks);
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    timeouts.stop();
    callbacks.shutdown();
  }
}
