package io.orilla.demo.bench.fault.scene;

import com.sun.net.httpserver.HttpExchange;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** How a server answers that is not itself. */
public final class BadAnswers {
  private static final List<String> NONSENSE =
      List.of(
          "",
          "null",
          "[]",
          "42",
          "{}",
          "{\"payload\":7}",
          "{\"payload\":null,\"signature\":null}",
          "{\"payload\":\"e30=\"}",
          "{\"payload\":\"e30=\",\"signature\":\"AA==\"}",
          "{\"commands\":{\"payload\":\"e30=\"}}",
          "{\"through\":null}",
          "<html><body>Welcome to our hotel. Please sign in.</body></html>");

  private BadAnswers() {}

  /** 500, 502, 503, 507, with or without a body. */
  public static Impostor.Answer errors(RandomGenerator random) {
    return exchange -> {
      int status = List.of(500, 502, 503, 507).get(random.nextInt(4));
      send(exchange, status, random.nextBoolean() ? "" : "the server is unwell");
    };
  }

  /** 200, and something that is no answer. */
  public static Impostor.Answer garbage(RandomGenerator random) {
    return exchange -> {
      int drawn = random.nextInt(NONSENSE.size() + 1);
      if (drawn < NONSENSE.size()) {
        send(exchange, 200, NONSENSE.get(drawn));
      } else {
        byte[] noise = new byte[random.nextInt(4_096)];
        random.nextBytes(noise);
        send(exchange, 200, noise);
      }
    };
  }

  /** It promises more than it sends. */
  public static Impostor.Answer halfBody(RandomGenerator random) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 2_000);
      exchange.getResponseBody().write(new byte[random.nextInt(1_000)]);
      exchange.getResponseBody().flush();
    };
  }

  /** A server from before: it has no new state, and knows neither these batches nor these paths. */
  public static Impostor.Answer old() {
    return exchange -> {
      switch (exchange.getRequestURI().getPath()) {
        case "/node/v1/desired" -> send(exchange, 304, "");
        case "/node/v1/journal" -> send(exchange, 415, "{\"message\":\"unsupported media type\"}");
        default -> send(exchange, 404, "not found");
      }
    };
  }

  /** Hands out this instead of a desired state, and nothing else. */
  public static Impostor.Answer desired(Object state) {
    return exchange -> {
      boolean asked = exchange.getRequestURI().getPath().equals("/node/v1/desired");
      send(exchange, asked ? 200 : 503, asked ? Json.bytes(state) : new byte[0]);
    };
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
