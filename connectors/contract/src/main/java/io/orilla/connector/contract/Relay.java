package io.orilla.connector.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The network between a connector and its peer, on the loopback interface: it passes all on, or
 * fails as it is told.
 */
public final class Relay implements AutoCloseable {
  /** What becomes of what comes. */
  public enum Mode {
    PASS,
    /** Nothing is passed on, and nobody is told: a half-open connection. */
    SWALLOW,
    /** Few bytes at a time. */
    TRICKLE,
    /** What the peer answers next is noise. */
    GARBLE
  }

  private static final int TRICKLED_BYTES = 512;
  private static final long TRICKLE_NANOS = 2_000_000;

  private final ServerSocket server;
  private final int target;
  private final Random noise = new Random(7);
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger answersLeft = new AtomicInteger(Integer.MAX_VALUE);
  private volatile Mode mode = Mode.PASS;

  private Relay(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /**
   * @param target the port to which it passes on
   */
  public static Relay to(int target) {
    try {
      Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
      Thread.ofVirtual().start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  public void mode(Mode wanted) {
    mode = wanted;
  }

  /** How many connections were asked for. */
  public int calls() {
    return calls.get();
  }

  /**
   * Passes so many answers more, then cuts off whoever waits for the next one, which the peer has
   * sent; once.
   */
  public void cutAfter(int answers) {
    answersLeft.set(answers);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        calls.incrementAndGet();
        sockets.add(near);
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(far);
        Thread.ofVirtual().start(() -> pass(near, far, false));
        Thread.ofVirtual().start(() -> pass(far, near, true));
      } catch (IOException e) {
        closeAll(); // the peer is away, or the relay is closed: who called is cut off
      }
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (answers && answersLeft.getAndDecrement() == 0) {
          answersLeft.set(Integer.MAX_VALUE);
          return;
        }
        pass(Arrays.copyOf(buffer, count), out, answers);
      }
    } catch (IOException e) {
      // One end is gone, and with it the other.
    }
  }

  private void pass(byte[] bytes, OutputStream out, boolean answers) throws IOException {
    switch (mode) {
      case PASS -> out.write(bytes);
      case SWALLOW -> {}
      case TRICKLE -> {
        for (int from = 0; from < bytes.length; from += TRICKLED_BYTES) {
          out.write(bytes, from, Math.min(TRICKLED_BYTES, bytes.length - from));
          LockSupport.parkNanos(TRICKLE_NANOS);
        }
      }
      case GARBLE -> {
        if (answers) {
          mode = Mode.PASS;
          noise.nextBytes(bytes);
        }
        out.write(bytes);
      }
    }
  }

  private void closeAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    sockets.clear();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeAll();
  }
}
