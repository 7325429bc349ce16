package io.orilla.node.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import io.orilla.node.journal.Journal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/status}, {@code GET /v1/history/LANE} and {@code GET /healthz} on loopback,
 * read-only. A request must name a loopback host, so that no page of the web can read it through a
 * name of its own.
 */
public final class LocalApi implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalApi.class);
  private static final String HISTORY = "/v1/history/";
  private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

  private final HttpServer server;
  private final Supplier<NodeStatus> status;
  private final Supplier<Journal> journal;

  private LocalApi(HttpServer server, Supplier<NodeStatus> status, Supplier<Journal> journal) {
    this.server = server;
    this.status = status;
    this.journal = journal;
  }

  /**
   * Takes the port; requests wait until {@link #start}.
   *
   * @param port 0 for any that is free
   * @throws OrillaException INVALID_ARGUMENT when the port is taken
   */
  public static LocalApi bind(int port, Supplier<NodeStatus> status, Supplier<Journal> journal) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      LocalApi api = new LocalApi(HttpServer.create(address, 0), status, journal);
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
        } else {
          send(exchange, 200, content(exchange));
        }
      } catch (OrillaException e) {
        send(exchange, e.code().kind().httpStatus(), Problem.of(e));
      } catch (RuntimeException e) {
        log.error("{} failed", exchange.getRequestURI(), e);
        send(exchange, 500, new Problem(ErrorCode.INTERNAL_ERROR, "the node's log says why"));
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

  private Object content(HttpExchange exchange) {
    String path = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    return switch (path) {
      case "GET /v1/status" -> status.get();
      case "GET /healthz" -> new Health("alive");
      default ->
          throw OrillaException.notFound(
              "there is nothing at "
                  + path
                  + "; ask for GET /v1/status, GET /v1/history/LANE or GET /healthz");
    };
  }

  private record Health(String status) {}

  private static void send(HttpExchange exchange, int code, Object content) throws IOException {
    byte[] body = Json.bytes(content);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
