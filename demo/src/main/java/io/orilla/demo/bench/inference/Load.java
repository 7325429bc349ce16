package io.orilla.demo.bench.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Connections that each send the same request again as soon as it is answered, all on one thread:
 * the generator must cost less than what it measures.
 */
final class Load {
  private static final int LARGEST_HEAD = 512;
  private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final int connections;
  private final ByteBuffer request;

  Load(int port, int connections, ByteBuffer request) {
    this.port = port;
    this.connections = connections;
    this.request = request;
  }

  /** A POST of this body. */
  static ByteBuffer post(String path, String headers, byte[] body) {
    byte[] head =
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(path, headers, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(head.length + body.length).put(head).put(body).flip();
  }

  /**
   * What came back.
   *
   * @param answered by 200
   * @param refused by 429
   * @param failed by anything else
   * @param times of answers, nanoseconds
   * @param refusals times of refusals, nanoseconds
   */
  record Outcome(
      long answered,
      long refused,
      long failed,
      double seconds,
      Histogram times,
      Histogram refusals) {
    double rate() {
      return answered / seconds;
    }

    double p99Millis() {
      return times.getValueAtPercentile(99) / 1e6;
    }
  }

  private static final class Line {
    private final SocketChannel channel;
    private final ByteBuffer outgoing;
    private final ByteBuffer head = ByteBuffer.allocate(LARGEST_HEAD);
    private final ByteBuffer rest = ByteBuffer.allocateDirect(64 << 10);
    private long sent;
    private int status;
    private long left = -1;

    Line(SocketChannel channel, ByteBuffer request) {
      this.channel = channel;
      this.outgoing = request.duplicate();
    }

    /** Sends what is left to send; false when the socket takes no more now. */
    boolean send() throws IOException {
      channel.write(outgoing);
      return !outgoing.hasRemaining();
    }

    void begin() {
      outgoing.rewind();
      head.clear();
      left = -1;
      sent = System.nanoTime();
    }

    /** Whether the answer is there in full. */
    boolean receive() throws IOException {
      while (left != 0) {
        ByteBuffer into =
            left < 0 ? head : rest.clear().limit((int) Math.min(left, rest.capacity()));
        int read = channel.read(into);
        if (read < 0) {
          throw new IOException("the connection was closed before the answer");
        }
        if (read == 0) {
          return false;
        }
        if (left < 0) {
          readHead();
        } else {
          left -= read;
        }
      }
      return true;
    }

    private void readHead() {
      byte[] bytes = head.array();
      int end = head.position();
      int length = find(bytes, end, LENGTH);
      int body = find(bytes, end, new byte[] {'\r', '\n', '\r', '\n'});
      if (body < 0) {
        return;
      }
      status = 100 * (bytes[9] - '0') + 10 * (bytes[10] - '0') + bytes[11] - '0';
      long size = 0;
      for (int i = length; bytes[i] != '\r'; i++) {
        size = 10 * size + bytes[i] - '0';
      }
      left = size - (end - body);
    }

    /** Where it ends; -1 when it is not there. */
    private static int find(byte[] bytes, int end, byte[] wanted) {
      for (int i = 0; i + wanted.length <= end; i++) {
        int j = 0;
        while (j < wanted.length && bytes[i + j] == wanted[j]) {
          j++;
        }
        if (j == wanted.length) {
          return i + j;
        }
      }
      return -1;
    }
  }

  Outcome run(Duration time) {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        connect(selector);
      }
      return run(selector, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect(Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.socket().setTcpNoDelay(true);
    channel.configureBlocking(false);
    Line line = new Line(channel, request);
    line.begin();
    channel.register(selector, SelectionKey.OP_WRITE, line);
  }

  private static Outcome run(Selector selector, Duration time) throws IOException {
    Histogram times = new Histogram(3);
    Histogram refusals = new Histogram(3);
    long[] counts = new long[3];
    long began = System.nanoTime();
    long end = began + time.toNanos();
    while (System.nanoTime() < end) {
      selector.select(key -> turn(key, times, refusals, counts), 100);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    return new Outcome(counts[0], counts[1], counts[2], seconds, times, refusals);
  }

  private static void turn(SelectionKey key, Histogram times, Histogram refusals, long[] counts) {
    Line line = (Line) key.attachment();
    try {
      if (key.isWritable()) {
        key.interestOps(line.send() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
        return;
      }
      if (!line.receive()) {
        return;
      }
      long took = System.nanoTime() - line.sent;
      switch (line.status) {
        case 200 -> {
          counts[0]++;
          times.recordValue(took);
        }
        case 429 -> {
          counts[1]++;
          refusals.recordValue(took);
        }
        default -> counts[2]++;
      }
      line.begin();
      if (!line.send()) {
        key.interestOps(SelectionKey.OP_WRITE);
      }
    } catch (IOException e) {
      counts[2]++;
      key.cancel();
    }
  }
}
