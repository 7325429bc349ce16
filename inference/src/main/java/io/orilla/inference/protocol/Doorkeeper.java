package io.orilla.inference.protocol;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many connections in at the same time, before anything is made for them. */
public final class Doorkeeper extends ChannelInboundHandlerAdapter {
  private final int most;
  private final AtomicInteger inside = new AtomicInteger();

  /**
   * @param most connections; what comes then is closed at once
   */
  public Doorkeeper(int most) {
    this.most = most;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    if (inside.get() >= most) {
      connection.unsafe().closeForcibly();
      return;
    }
    inside.incrementAndGet();
    connection.closeFuture().addListener(closed -> inside.decrementAndGet());
    context.fireChannelRead(accepted);
  }
}
