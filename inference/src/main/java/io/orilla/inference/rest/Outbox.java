package io.orilla.inference.rest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;

/**
 * Short answers of one turn of an event loop go out at its end: a client of several connections
 * wakes up once for all of them, which is most of what sending one costs. Long ones go out at once,
 * as they would fill the memory. On the event loop.
 */
final class Outbox {
  private static final int SHORT = 4 << 10;

  private final EventExecutor loop;
  private List<Channel> waiting = new ArrayList<>();

  Outbox(EventExecutor loop) {
    this.loop = loop;
  }

  void send(Channel channel, ByteBuf answer) {
    if (answer.readableBytes() > SHORT) {
      channel.writeAndFlush(answer);
      return;
    }
    channel.write(answer);
    if (waiting.isEmpty()) {
      loop.execute(this::flush);
    }
    waiting.add(channel);
  }

  /** One that has room again may have more to send, which is of the next turn. */
  private void flush() {
    List<Channel> now = waiting;
    waiting = new ArrayList<>();
    now.forEach(Channel::flush);
  }
}
