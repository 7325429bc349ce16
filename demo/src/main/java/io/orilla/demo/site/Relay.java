package io.orilla.demo.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wire between a node and what it talks to, on the loopback interface. It counts what passes:
 * everything above TCP, encryption included. It can do what wires do ({@link Weather}), and lead to
 * another port. Thread-safe.
 */
public final class Relay implements AutoCloseable {
  private final ServerSocket listening;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile Weather weather = Weather.FAIR;

  /**
   * @param target port that it leads to
   */
  public Relay(int target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("relay").start(this::accept);
  }

  /** Where nodes find it. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Bytes from the node so far. */
  public long up() {
    return up.get();
  }

  /** Bytes to the node so far. */
  public long down() {
    return down.get();
  }

  /** Changes what happens to bytes from now on, also on connections that stand. */
  public void turn(Weather next) {
    weather = next;
    if (next instanceof Weather.Refusing) {
      cut();
    }
  }

  /** Leads to another port from now on; connections that stand are cut. */
  public void leadTo(int port) {
    target = port;
    cut();
  }

  /** Cuts all connections that stand. */
  public void cut() {
    open.forEach(Relay::closeQuietly);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        connect(listening.accept());
      } catch (IOException e) {
        // Closed, or what it leads to is away: the node finds its connection ended.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    try {
      if (weather instanceof Weather.Refusing) {
        throw new IOException("refused");
      }
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      open.add(near);
      open.add(far);
      Thread.ofVirtual().start(() -> carry(near, far, up, Weather.Direction.UP));
      Thread.ofVirtual().start(() -> carry(far, near, down, Weather.Direction.DOWN));
    } catch (IOException e) {
      closeQuietly(near);
      closeQuietly(far);
      throw e;
    }
  }

  private void carry(Socket from, Socket to, AtomicLong count, Weather.Direction direction) {
    byte[] buffer = new byte[16 << 10];
    long carried = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int passes = weather.pass(buffer, read, carried, direction);
        out.write(buffer, 0, passes);
        count.addAndGet(passes);
        carried += read;
        if (passes < read && weather instanceof Weather.Cutting) {
          return;
        }
      }
    } catch (IOException e) {
      // Either side hung up; both are closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is no longer used either way.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
