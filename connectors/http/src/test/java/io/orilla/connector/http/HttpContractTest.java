package io.orilla.connector.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.orilla.connector.contract.GuardedContract;
import io.orilla.connector.contract.PeerCertificate;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

final class HttpContractTest extends GuardedContract {
  @Override
  protected Connector connector(InstantSource clock) {
    return new HttpConnector(clock);
  }

  @Override
  protected ObjectNode settings(int port) {
    return Json.mapper()
        .createObjectNode()
        .put("url", "http://127.0.0.1:" + port + "/status")
        .put("interval", "20ms")
        .put("timeout", "1s");
  }

  @Override
  protected String address(int index, String signal) {
    return signal.isEmpty() ? "" : "$.signals['" + signal + "']";
  }

  @Override
  protected Duration keepAlive() {
    return Duration.ofMillis(1100);
  }

  @Override
  protected PlayedPeer play(int port, List<String> signals) {
    return new Served(server(port), signals, "");
  }

  private static HttpServer server(int port) {
    try {
      return HttpServer.create(address(port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  protected PlayedPeer playAsking(String secret, int port, List<String> signals) {
    String told = Base64.getEncoder().encodeToString((USER + ":" + secret).getBytes(UTF_8));
    return new Served(server(port), signals, "Basic " + told);
  }

  @Override
  protected ObjectNode known(int port) {
    return settings(port).put("username", USER).put("passwordFile", SECRET_FILE);
  }

  @Override
  protected PlayedPeer playShowing(Instant begins, int port, List<String> signals)
      throws Exception {
    PeerCertificate certificate = issue(begins);
    String credential = certificate.credential().getFileName().toString();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(NodeFiles.keys("test", credential).orElseThrow().getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(address(port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new Served(server, signals, "");
  }

  @Override
  protected ObjectNode trusting(int port) {
    return settings(port)
        .put("url", "https://127.0.0.1:" + port + "/status")
        .put("trustFile", AUTHORITY);
  }

  @Test
  void anIntervalOfNothingIsRefused() {
    ObjectNode settings = settings(1).put("interval", "0ms");
    assertThat(ConnectorDescription.of("http").schema().problems(settings, "settings"))
        .containsExactly("settings.interval: '0ms' does not fit; write it as \"5s\"");
  }

  private static final class Served implements PlayedPeer {
    private final HttpServer server;
    private final ObjectNode answer = Json.mapper().createObjectNode();
    private boolean closed;

    /**
     * @param wanted whom it lets in; empty for anybody
     */
    Served(HttpServer server, List<String> signals, String wanted) {
      this.server = server;
      signals.forEach(signal -> say(signal, 0));
      server.createContext(
          "/status",
          exchange -> {
            String told = exchange.getRequestHeaders().getFirst("Authorization");
            boolean isLetIn = wanted.isEmpty() || wanted.equals(told);
            byte[] body = body();
            exchange.sendResponseHeaders(isLetIn ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    private synchronized byte[] body() {
      return Json.bytes(answer);
    }

    @Override
    public int port() {
      return server.getAddress().getPort();
    }

    @Override
    public synchronized void say(String signal, double value) {
      answer.withObject("/signals").put(signal, value);
    }

    @Override
    public synchronized void sayText(String signal, String text) {
      answer.withObject("/signals").put(signal, text);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        server.stop(0);
      }
    }
  }
}
