package io.orilla.inference.rest;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers of one turn of an event loop go out at its end: a client of several connections wakes up
 * once for all of them, which is most of what sending a short answer costs. On the event loop.
 */
final class Outbox {
  private final EventExecutor loop;
  private List<Channel> waiting = new ArrayList<>();

  Outbox(EventExecutor loop) {
    this.loop = loop;
  }

  /** Sends at the end of the turn what has been written to this channel. */
  void add(Channel channel) {
    if (waiting.isEmpty()) {
      loop.execute(this::send);
    }
    waiting.add(channel);
  }

  /** One that has room again may have more to send, which is of the next turn. */
  private void send() {
    List<Channel> now = waiting;
    waiting = new ArrayList<>();
    now.forEach(Channel::flush);
  }
}
