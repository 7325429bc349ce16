package io.orilla.node.local;

import com.sun.net.httpserver.HttpExchange;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes note that somebody at the node looked at an alarm. */
@FunctionalInterface
public interface Acknowledgement {
  /**
   * @param raisedAt which time it was raised; empty for the last
   */
  Event.Alarm acknowledge(ObjectName alarm, Optional<Instant> raisedAt, String by);

  /** Of {@code POST /v1/alarms/NAME/acknowledge} with {@code {"by": "anna"}}. */
  default Event.Alarm of(HttpExchange exchange) throws IOException {
    Matcher path = Wish.PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      throw OrillaException.notFound("alarms take POST /v1/alarms/NAME/acknowledge alone");
    }
    Wish wish = Wish.of(exchange);
    return acknowledge(
        new ObjectName(path.group(1)), wish.raisedAt(), wish.by() + " (at the node)");
  }

  /** What is asked for. */
  record Wish(String by, Optional<Instant> raisedAt) {
    private static final Pattern PATH = Pattern.compile("/v1/alarms/([^/]+)/acknowledge");
    private static final int MOST = 10_000;

    /** A page of the web cannot send JSON here without asking, and is not answered when it asks. */
    static Wish of(HttpExchange exchange) throws IOException {
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type == null || !type.startsWith("application/json")) {
        throw OrillaException.invalid("send JSON: {\"by\": \"your name\"}");
      }
      Wish wish = Json.read(exchange.getRequestBody().readNBytes(MOST), Wish.class);
      if (wish.by().isBlank()) {
        throw OrillaException.invalid("say by whom");
      }
      return wish;
    }
  }
}
