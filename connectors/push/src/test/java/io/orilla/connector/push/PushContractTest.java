package io.orilla.connector.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.connector.contract.GuardedContract;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.connector.peer.FreePort;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.model.connector.Connector;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

final class PushContractTest extends GuardedContract {
  @Override
  protected Connector connector(InstantSource clock) {
    return new PushConnector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    return Json.mapper()
        .createObjectNode()
        .put("listen", "127.0.0.1:" + port)
        .put("silence", "400ms");
  }

  @Override
  protected String address(int index, String signal) {
    return signal.isEmpty() ? "" : "$['" + signal + "']";
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofMillis(400);
  }

  /** It is the peer who dials. */
  @Override
  protected boolean hasNetwork() {
    return false;
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    return new Poster(
        URI.create("http://127.0.0.1:" + chosen(port) + "/"),
        HttpClient.newHttpClient(),
        "",
        signals);
  }

  private static int chosen(int port) {
    return port == 0 ? FreePort.find() : port;
  }

  /** Who posts brings a token; it is the source that knows it, or another one. */
  @Override
  protected PlayedPeer playAsking(String secret, int port, List<String> signals) {
    return new Poster(
        URI.create("http://127.0.0.1:" + chosen(port) + "/"),
        HttpClient.newHttpClient(),
        secret,
        signals);
  }

  @Override
  protected ObjectNode known(int port) {
    return settings(port).put("tokenFile", SECRET_FILE);
  }

  /** It is the source that shows the certificate. */
  @Override
  protected PlayedPeer playShowing(Instant begins, int port, List<String> signals)
      throws Exception {
    issue(begins).credential();
    return new Poster(
        URI.create("https://127.0.0.1:" + chosen(port) + "/"),
        HttpClient.newBuilder()
            .sslContext(NodeFiles.trusted("test", AUTHORITY).orElseThrow())
            .build(),
        "",
        signals);
  }

  @Override
  protected ObjectNode trusting(int port) {
    return settings(port).put("credentialFile", "peer.pem");
  }

  /** Posts all of its values again and again. */
  private static final class Poster implements PlayedPeer {
    private static final long BETWEEN_NANOS = 20_000_000;

    private final URI door;
    private final HttpClient client;
    private final String token;
    private final ObjectNode values = Json.mapper().createObjectNode();
    private final Thread thread = Thread.ofVirtual().unstarted(this::post);
    private volatile boolean closed;

    Poster(URI door, HttpClient client, String token, List<String> signals) {
      this.door = door;
      this.client = client;
      this.token = token;
      signals.forEach(signal -> say(signal, 0));
      thread.start();
    }

    private void post() {
      while (!closed) {
        try {
          HttpRequest request =
              HttpRequest.newBuilder(door)
                  .header("Content-Type", "application/json")
                  .header("Authorization", "Bearer " + token)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body()))
                  .build();
          client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
          // Nobody listens yet.
        } catch (InterruptedException e) {
          return;
        }
        LockSupport.parkNanos(BETWEEN_NANOS);
      }
    }

    private synchronized byte[] body() {
      return Json.bytes(values);
    }

    @Override
    public int port() {
      return door.getPort();
    }

    @Override
    public synchronized void say(String signal, double value) {
      values.put(signal, value);
    }

    @Override
    public synchronized void sayText(String signal, String text) {
      values.put(signal, text);
    }

    @Override
    public void close() {
      closed = true;
      client.shutdownNow();
      thread.interrupt();
    }
  }
}
