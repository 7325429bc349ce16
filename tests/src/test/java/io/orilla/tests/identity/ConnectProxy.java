package io.orilla.tests.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP proxy that opens tunnels (RFC 9110, 9.3.6) to whoever gives the right password. */
final class ConnectProxy implements AutoCloseable {
  private static final String RIGHT =
      "Proxy-Authorization: Basic "
          + Base64.getEncoder().encodeToString("press:secret".getBytes(StandardCharsets.US_ASCII));

  private final ServerSocket socket;
  private final AtomicInteger tunnels = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();

  ConnectProxy() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  String address(String password) {
    return "http://press:" + password + "@127.0.0.1:" + socket.getLocalPort();
  }

  int tunnels() {
    return tunnels.get();
  }

  int refusals() {
    return refusals.get();
  }

  private void serve() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> tunnel(client));
      }
    } catch (IOException closed) {
      // The proxy is closed.
    }
  }

  private void tunnel(Socket client) {
    try (client) {
      BufferedReader head =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      String target = head.readLine();
      boolean allowed = false;
      for (String line = head.readLine(); !line.isEmpty(); line = head.readLine()) {
        allowed |= line.equalsIgnoreCase(RIGHT);
      }
      if (!allowed) {
        refusals.incrementAndGet();
        say(
            client,
            "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"plant\"");
        return;
      }
      String[] address = target.split(" ")[1].split(":");
      try (Socket server = new Socket(address[0], Integer.parseInt(address[1]))) {
        say(client, "200 Connection established");
        tunnels.incrementAndGet();
        Thread back = Thread.ofVirtual().start(() -> pass(server, client));
        pass(client, server);
        back.join();
      }
    } catch (IOException | InterruptedException e) {
      // One of the two hung up.
    }
  }

  private static void say(Socket client, String head) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(
        ("HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void pass(Socket from, Socket to) {
    try (to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // The tunnel ends.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
