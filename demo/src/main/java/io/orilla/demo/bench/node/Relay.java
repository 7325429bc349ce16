package io.orilla.demo.bench.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wire between a node and the server that counts what passes: everything above TCP, encryption
 * included.
 */
final class Relay implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket listening;
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong down = new AtomicLong();

  Relay(int serverPort) {
    try {
      this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Bytes from the node to the server so far. */
  long up() {
    return up.get();
  }

  /** Bytes from the server to the node so far. */
  long down() {
    return down.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket near = listening.accept();
        Socket far = new Socket();
        far.connect(server);
        Thread.ofVirtual().start(() -> carry(near, far, up));
        Thread.ofVirtual().start(() -> carry(far, near, down));
      } catch (IOException e) {
        // Closed, or the server is away: the node finds its connection ended.
      }
    }
  }

  private static void carry(Socket from, Socket to, AtomicLong count) {
    byte[] buffer = new byte[16 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        count.addAndGet(read);
      }
    } catch (IOException e) {
      // Either side hung up; both are closed.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
