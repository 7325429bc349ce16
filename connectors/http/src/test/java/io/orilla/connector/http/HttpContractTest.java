package io.orilla.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.orilla.connector.contract.ConnectorContract;
import io.orilla.connector.contract.PlayedPeer;
import io.orilla.model.connector.Connector;
import io.orilla.model.connector.ConnectorDescription;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpContractTest extends ConnectorContract {
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
    return new Served(port, signals);
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

    Served(int port, List<String> signals) {
      signals.forEach(signal -> say(signal, 0));
      try {
        server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.createContext(
          "/status",
          exchange -> {
            byte[] body = body();
            exchange.sendResponseHeaders(200, body.length);
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
