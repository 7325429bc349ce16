package io.orilla.demo.plant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The plant's handle for the story, on the loopback interface: {@code GET /status}, {@code GET
 * /labels}, {@code POST /pace} and {@code POST /restart}.
 */
final class PlantControl implements AutoCloseable {
  private final Plant plant;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private PlantControl(Plant plant, HttpServer http) {
    this.plant = plant;
    this.http = http;
  }

  /**
   * @param port 0 takes a free one
   */
  static PlantControl start(Plant plant, int port) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      PlantControl control = new PlantControl(plant, http);
      http.setExecutor(control.threads);
      http.createContext("/", control::handle);
      http.start();
      return control;
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          "the plant's control cannot listen on port " + port + ": choose another --control-port",
          e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        respond(exchange, 200, answer(exchange));
      } catch (OrillaException e) {
        respond(exchange, e.code().kind().httpStatus(), Problem.of(e));
      }
    }
  }

  private Object answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    return switch (request) {
      case "GET /status" -> plant.status();
      case "GET /labels" -> plant.labels();
      case "POST /pace" -> {
        plant.pace(Json.read(exchange.getRequestBody().readAllBytes(), Pace.class));
        yield plant.status();
      }
      case "POST /restart" -> {
        plant.restart();
        yield plant.status();
      }
      default ->
          throw OrillaException.notFound(
              request
                  + " is not served; there are GET /status, GET /labels, POST /pace and POST /restart");
    };
  }

  private static void respond(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] json = Json.bytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }
}
