package io.orilla.node.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.node.journal.Journal;
import io.orilla.node.metrics.PrometheusText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/status}, {@code GET /v1/history/LANE}, {@code GET /metrics}, {@code GET /healthz}
 * and a page for people on loopback, and {@code POST /v1/alarms/NAME/acknowledge}, {@code shelve}
 * and {@code unshelve}, which change no more than they say. A request must name a loopback host, so
 * that no page of the web can read it through a name of its own.
 */
public final class LocalApi implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalApi.class);
  private static final String HISTORY = "/v1/history/";
  private static final String ALARMS = "/v1/alarms/";
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

  private final HttpServer server;
  private final Supplier<NodeStatus> status;
  private final Supplier<Journal> journal;
  private final AlarmDesk desk;

  private LocalApi(
      HttpServer server, Supplier<NodeStatus> status, Supplier<Journal> journal, AlarmDesk desk) {
    this.server = server;
    this.status = status;
    this.journal = journal;
    this.desk = desk;
  }

  /**
   * Takes the port; requests wait until {@link #start}.
   *
   * @param port 0 for any that is free
   * @throws OrillaException INVALID_ARGUMENT when the port is taken
   */
  public static LocalApi bind(
      int port, Supplier<NodeStatus> status, Supplier<Journal> journal, AlarmDesk desk) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      LocalApi api = new LocalApi(HttpServer.create(address, 0), status, journal, desk);
      api.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      api.server.createContext("/", api::answer);
      return api;
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.INVALID_ARGUMENT,
          "port "
              + port
              + " on loopback cannot be opened ("
              + e.getMessage()
              + "); give another with --local-port",
          e);
    }
  }

  public void start() {
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        refuseOthers(exchange);
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("GET") && path.startsWith(HISTORY)) {
          sendHistory(exchange, path.substring(HISTORY.length()));
        } else if (exchange.getRequestMethod().equals("POST") && path.startsWith(ALARMS)) {
          Content.json(desk.of(exchange)).send(exchange, 200);
        } else {
          content(exchange).send(exchange, 200);
        }
      } catch (OrillaException e) {
        Content.json(Problem.of(e)).send(exchange, e.code().kind().httpStatus());
      } catch (RuntimeException e) {
        log.error("{} failed", exchange.getRequestURI(), e);
        Content.json(new Problem(ErrorCode.INTERNAL_ERROR, "the node's log says why"))
            .send(exchange, 500);
      }
    }
  }

  private static void refuseOthers(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null || !HOSTS.contains(host.replaceFirst(":\\d+$", ""))) {
      throw new OrillaException(
          ErrorCode.NOT_ALLOWED, "this address is for this machine alone: ask 127.0.0.1");
    }
  }

  /** A line of JSON for each record, as it is read; an error after the first one cuts it short. */
  private void sendHistory(HttpExchange exchange, String lane) throws IOException {
    HistoryQuery query = HistoryQuery.of(lane, exchange.getRequestURI().getQuery());
    History history = new History(journal.get(), query);
    exchange.getResponseHeaders().set("Content-Type", "application/jsonl");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    history.write(exchange.getResponseBody());
  }

  private Content content(HttpExchange exchange) {
    String path = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    return switch (path) {
      case "GET /" -> new Content("text/html; charset=utf-8", page());
      case "GET /v1/status" -> Content.json(status.get());
      case "GET /metrics" -> new Content(PrometheusText.TYPE, PrometheusText.of(status.get()));
      case "GET /healthz" -> Content.json(new Health("alive"));
      default ->
          throw OrillaException.notFound(
              "there is nothing at "
                  + path
                  + "; ask for GET /, /v1/status, /v1/history/LANE, /metrics or /healthz");
    };
  }

  private String page() {
    NodeStatus now = status.get();
    return StatusPage.of(Json.read(Json.bytes(now), JsonNode.class), now.now());
  }

  private record Health(String status) {}

  @SuppressWarnings("ArrayRecordComponent") // its identity is its own
  private record Content(String type, byte[] body) {
    Content(String type, String text) {
      this(type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Content json(Object content) {
      return new Content("application/json", Json.bytes(content));
    }

    void send(HttpExchange exchange, int code) throws IOException {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("Content-Security-Policy", StatusPage.POLICY);
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
