package io.orilla.inference.rest;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.orilla.model.content.Json;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events (WHATWG HTML, 9.2) until the client goes. What comes while a client does not
 * read is left out: it wants what is, not what was. Thread-safe.
 */
final class EventStream {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\nconnection: close\r\n\r\n";

  /** A comment, by which a connection is found out that is gone. */
  private static final String PULSE = ":\n\n";

  private final Channel channel;
  private long readAt = System.nanoTime();

  EventStream(Channel channel) {
    this.channel = channel;
    write(HEAD.getBytes(StandardCharsets.US_ASCII));
  }

  void send(Object content) {
    channel.eventLoop().execute(() -> event(content));
  }

  private void event(Object content) {
    if (channel.isWritable()) {
      byte[] json = Json.bytes(content);
      ByteBuf out = channel.alloc().directBuffer(json.length + 32);
      out.writeCharSequence("event: prediction\ndata: ", StandardCharsets.US_ASCII);
      channel.writeAndFlush(out.writeBytes(json).writeBytes(new byte[] {'\n', '\n'}));
    }
  }

  /** On the event loop: ends it when its client has read nothing for so long. */
  void pulse(long nanos) {
    if (channel.isWritable()) {
      readAt = System.nanoTime();
      write(PULSE.getBytes(StandardCharsets.US_ASCII));
    } else if (System.nanoTime() - readAt > nanos) {
      channel.close();
    }
  }

  private void write(byte[] bytes) {
    channel.writeAndFlush(channel.alloc().directBuffer(bytes.length).writeBytes(bytes));
  }

  /** What is done when the client is gone. */
  void onClose(Runnable action) {
    channel.closeFuture().addListener(closed -> action.run());
  }
}
