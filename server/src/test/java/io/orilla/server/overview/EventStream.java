package io.orilla.server.overview;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** A client of server-sent events, as a browser is one. */
final class EventStream implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Stream<String> body;
  private final Iterator<String> lines;

  /** One event. */
  record Sent(String id, String name, JsonNode data) {}

  private EventStream(HttpRequest request) {
    try {
      body = client.send(request, HttpResponse.BodyHandlers.ofLines()).body();
      lines = body.iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static EventStream open(TestServer server, Optional<String> lastEventId) {
    HttpRequest.Builder request =
        server
            .request("/api/v1/stream")
            .header("Accept", "text/event-stream")
            .timeout(Duration.ofSeconds(20));
    lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
    return new EventStream(request.build());
  }

  /** The next event of this name; others are passed over. */
  Sent next(String name) {
    while (true) {
      Sent sent = next();
      if (sent.name().equals(name)) {
        return sent;
      }
    }
  }

  private Sent next() {
    String id = "";
    String name = "";
    StringBuilder data = new StringBuilder();
    for (String line = lines.next(); ; line = lines.next()) {
      if (line.isEmpty()) {
        return new Sent(id, name, Json.read(data.toString(), JsonNode.class));
      }
      String value = line.substring(line.indexOf(':') + 1).strip();
      switch (line.substring(0, line.indexOf(':'))) {
        case "id" -> id = value;
        case "event" -> name = value;
        case "data" -> data.append(value);
        default -> {}
      }
    }
  }

  @Override
  public void close() {
    body.close();
    client.shutdownNow();
  }
}
