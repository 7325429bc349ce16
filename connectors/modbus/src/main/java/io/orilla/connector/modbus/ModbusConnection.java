package io.orilla.connector.modbus;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.PeerLoop;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.SampleListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Polls a device: all points, then a pause, and again. A request that is not answered in time ends
 * the connection, as does an answer that is none; it begins anew.
 */
final class ModbusConnection implements Connector.Connection {
  private final ModbusSettings settings;
  private final ReadPlan plan;
  private final SampleListener listener;
  private final InstantSource clock;
  private final Closing closing = new Closing();
  private final EventLoopGroup network;
  private final PeerLoop loop;

  ModbusConnection(
      ModbusSettings settings, ReadPlan plan, SampleListener listener, InstantSource clock) {
    this.settings = settings;
    this.plan = plan;
    this.listener = listener;
    this.clock = clock;
    this.network =
        new NioEventLoopGroup(1, Thread.ofPlatform().daemon().name(settings.peer()).factory());
    this.loop = PeerLoop.start(settings.peer(), listener, closing, this::readUntilTrouble);
  }

  private void readUntilTrouble(Runnable connected) {
    try (Device device = new Device(settings, network, closing)) {
      device.connect();
      Poll poll = new Poll(plan, device, listener, clock);
      poll.greet();
      connected.run();
      while (!closing.isClosed()) {
        long began = System.nanoTime();
        poll.readAll();
        closing.pause(settings.interval().minusNanos(System.nanoTime() - began));
      }
    }
  }

  @Override
  public void close() {
    loop.close();
    network
        .shutdownGracefully(0, 1, TimeUnit.SECONDS)
        .awaitUninterruptibly(Duration.ofSeconds(2).toMillis());
  }
}
