package io.orilla.node.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sun.net.httpserver.HttpExchange;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.node.alarm.AlarmChange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does what somebody at the node wants about an alarm. */
@FunctionalInterface
public interface AlarmDesk {
  Event.Alarm change(ObjectName alarm, AlarmChange change);

  /**
   * Of {@code POST /v1/alarms/NAME/acknowledge} with {@code {"by": "anna"}}, {@code shelve} with
   * {@code reason} and {@code for} besides, and {@code unshelve}.
   */
  default Event.Alarm of(HttpExchange exchange) throws IOException {
    Matcher path = Wish.PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      throw OrillaException.notFound(
          "alarms take POST /v1/alarms/NAME/acknowledge, shelve or unshelve alone");
    }
    return change(new ObjectName(path.group(1)), Wish.of(exchange).change(path.group(2)));
  }

  /**
   * What is asked for.
   *
   * @param duration for how long it is put aside
   */
  record Wish(
      String by,
      Optional<Instant> raisedAt,
      Optional<String> reason,
      @JsonProperty("for") Optional<Duration> duration) {
    private static final Pattern PATH =
        Pattern.compile("/v1/alarms/([^/]+)/(acknowledge|shelve|unshelve)");
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

    AlarmChange change(String what) {
      String who = by + " (at the node)";
      return switch (what) {
        case "acknowledge" -> new AlarmChange.Acknowledge(raisedAt, who);
        case "unshelve" -> new AlarmChange.Unshelve(who);
        default ->
            new AlarmChange.ShelveFor(
                who,
                reason.orElseThrow(() -> OrillaException.invalid("say the reason")),
                duration.orElseThrow(() -> OrillaException.invalid("say for how long")));
      };
    }
  }
}
