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
import java.util.Comparator;
import java.util.PriorityQueue;
import org.HdrHistogram.Histogram;

/**
 * Connections that each send the same request again as soon as it is answered, or so many times a
 * second, all on one thread: the generator must cost less than what it measures.
 */
final class Load {
  /** At first connections are let in and code is loaded: what is sent then is not counted. */
  static final Duration LEAD_IN = Duration.ofMillis(500);

  private static final int LARGEST_HEAD = 512;
  private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final int connections;
  private final ByteBuffer request;
  private final long interval;

  Load(int port, int connections, ByteBuffer request) {
    this(port, connections, request, Double.POSITIVE_INFINITY);
  }

  /**
   * @param rate requests a second of all connections together, as long as they are answered in time
   */
  Load(int port, int connections, ByteBuffer request, double rate) {
    this.port = port;
    this.connections = connections;
    this.request = request;
    this.interval = (long) (connections * 1e9 / rate);
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
   * What came back of all that was sent after the lead-in.
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
    private long due;
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

  /**
   * Lasts the lead-in and this time; a connection's first request is due when all are connected.
   */
  Outcome run(Duration time) {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        connect(selector);
      }
      return new Run().run(selector, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect(Selector selector) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.socket().setTcpNoDelay(true);
    channel.configureBlocking(false);
    channel.register(selector, 0, new Line(channel, request));
  }

  private final class Run {
    private final Histogram times = new Histogram(3);
    private final Histogram refusals = new Histogram(3);
    private final PriorityQueue<SelectionKey> pausing =
        new PriorityQueue<>(Comparator.comparingLong(key -> line(key).due));
    private long countedFrom;
    private long answered;
    private long refused;
    private long failed;

    private static Line line(SelectionKey key) {
      return (Line) key.attachment();
    }

    Outcome run(Selector selector, Duration time) throws IOException {
      long began = System.nanoTime();
      countedFrom = began + LEAD_IN.toNanos();
      int index = 0;
      for (SelectionKey key : selector.keys()) {
        line(key).due = began + index++ * interval / connections;
        pausing.add(key);
      }
      long end = countedFrom + time.toNanos();
      while (System.nanoTime() < end) {
        while (!pausing.isEmpty() && line(pausing.peek()).due <= System.nanoTime()) {
          again(pausing.remove());
        }
        selector.select(this::turn, pausing.isEmpty() ? 100 : 1);
      }
      double seconds = (System.nanoTime() - countedFrom) / 1e9;
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      return new Outcome(answered, refused, failed, seconds, times, refusals);
    }

    private void turn(SelectionKey key) {
      try {
        if (key.isWritable()) {
          key.interestOps(line(key).send() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
        } else if (line(key).receive()) {
          count(line(key));
          pauseOrGoOn(key);
        }
      } catch (IOException e) {
        fail(key);
      }
    }

    private void count(Line line) {
      if (line.sent < countedFrom) {
        return;
      }
      long took = System.nanoTime() - line.sent;
      switch (line.status) {
        case 200 -> {
          answered++;
          times.recordValue(took);
        }
        case 429 -> {
          refused++;
          refusals.recordValue(took);
        }
        default -> failed++;
      }
    }

    private void pauseOrGoOn(SelectionKey key) {
      if (interval == 0) {
        again(key);
      } else {
        line(key).due += interval;
        pausing.add(key);
      }
    }

    private void again(SelectionKey key) {
      try {
        line(key).begin();
        key.interestOps(line(key).send() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
      } catch (IOException e) {
        fail(key);
      }
    }

    private void fail(SelectionKey key) {
      failed++;
      key.cancel();
    }
  }
}
