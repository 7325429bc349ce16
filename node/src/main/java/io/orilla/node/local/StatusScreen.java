package io.orilla.node.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node's status for a technician in front of the box: what runs, since when, what is wrong and
 * what to do. It reads the status' JSON, so it shows that of another version too.
 */
public final class StatusScreen {
  private static final String LINE = "%-10s %s";
  private static final long MEGA = 1_000_000;
  private static final double GIGA = 1e9;

  private final JsonNode status;
  private final Instant now;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  private StatusScreen(JsonNode status, Instant now) {
    this.status = status;
    this.now = now;
  }

  /**
   * @param head what it is about; empty when that of the row before
   */
  public record Row(String head, String text) {}

  /**
   * @param wrong what somebody should do something about; empty when all is well
   */
  public record Screen(List<Row> rows, List<String> wrong) {
    public Screen {
      rows = List.copyOf(rows);
      wrong = List.copyOf(wrong);
    }

    /** Lines, ready to print. */
    public String text() {
      return rows.stream()
          .map(row -> LINE.formatted(row.head(), row.text()).stripTrailing())
          .collect(Collectors.joining("\n"));
    }
  }

  public static Screen of(JsonNode status, Instant now) {
    StatusScreen screen = new StatusScreen(status, now);
    screen.agent();
    screen.machine();
    screen.server();
    screen.state();
    status.path("sources").forEach(screen::source);
    status.path("workloads").forEach(screen::workload);
    status.path("alarms").forEach(screen::alarm);
    status.path("outputs").forEach(screen::output);
    status.path("lanes").forEach(screen::lane);
    status.path("problems").forEach(problem -> screen.wrong.add(problem.asText()));
    return new Screen(screen.rows, screen.wrong);
  }

  private void add(String head, String text) {
    rows.add(new Row(head, text.strip()));
  }

  private void agent() {
    add(
        status.path("node").asText(),
        "agent %s, process %s, since %s, %d MB in memory"
            .formatted(
                status.path("version").asText(),
                status.path("pid").asText(),
                since(status.path("startedAt")),
                status.path("memory").path("resident").asLong() / MEGA));
  }

  private void machine() {
    JsonNode machine = status.path("machine");
    if (!machine.isObject()) {
      return;
    }
    String temperature =
        machine.hasNonNull("temperature")
            ? format("; %.0f °C", machine.path("temperature").asDouble())
            : "";
    add(
        "machine",
        format(
            "processor %.0f %% busy, the agent %.1f %%; memory %.1f of %.1f GB free; disk %.1f of %.1f GB free%s",
            100 * machine.path("processor").asDouble(),
            100 * machine.path("agent").asDouble(),
            machine.path("memoryFree").asDouble() / GIGA,
            machine.path("memory").asDouble() / GIGA,
            machine.path("diskFree").asDouble() / GIGA,
            machine.path("disk").asDouble() / GIGA,
            temperature));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private void server() {
    JsonNode server = status.path("server");
    boolean connected = server.path("connected").asBoolean();
    add(
        "server",
        (connected ? "connected since " : "NOT reached since ") + since(server.path("since")));
    if (!connected) {
      add("", server.path("reason").asText());
      wrong.add("the server is not reached: the node works on alone; see 'orilla node doctor'");
    }
  }

  private void state() {
    String desired = version(status.path("desired"));
    String applied = version(status.path("applied"));
    add(
        "state",
        desired.equals(applied) ? applied + ", reached" : applied + ", on the way to " + desired);
    if (status.hasNonNull("refusal")) {
      wrong.add("a desired state was refused: " + status.path("refusal").asText());
    }
  }

  private static String version(JsonNode version) {
    return version.path("epoch").asText("0") + "." + version.path("counter").asText("0");
  }

  private void source(JsonNode source) {
    String name = source.path("name").asText();
    boolean connected = source.path("connected").asBoolean();
    String reason = source.path("reason").asText();
    add(
        "source",
        "%s  %s since %s  %s"
            .formatted(
                name,
                connected ? "connected" : "NOT connected",
                since(source.path("since")),
                reason));
    JsonNode figures = source.path("figures");
    for (JsonNode trouble : figures.path("troubles")) {
      wrong.add(
          "signal '%s' cannot be read: %s"
              .formatted(trouble.path("signal").asText(), trouble.path("reason").asText()));
    }
    if (!connected) {
      wrong.add(
          "source '" + name + "' is not connected: check the machine's address, cable, power");
    }
  }

  private void alarm(JsonNode alarm) {
    String name = alarm.path("alarm").asText();
    String state = alarm.path("state").asText();
    add(
        "alarm",
        "%s  %s, raised %s, value %.4g%s  %s"
            .formatted(
                name,
                state,
                Micros.instant(alarm.path("raisedAt").asLong()).truncatedTo(ChronoUnit.SECONDS),
                alarm.path("value").asDouble(),
                limit(alarm.path("limit")),
                alarm.path("text").asText("")));
    JsonNode shelf = alarm.path("shelf");
    if (shelf.has("until") && !shelf.has("endedBy")) {
      add(
          "",
          "shelved by %s until %s: %s"
              .formatted(
                  shelf.path("by").asText(),
                  Micros.instant(shelf.path("until").asLong()).truncatedTo(ChronoUnit.SECONDS),
                  shelf.path("reason").asText()));
    } else if (!state.equals("ACKNOWLEDGED")) {
      wrong.add("alarm '" + name + "' is not acknowledged: orilla node ack " + name + " --by NAME");
    }
  }

  private static String limit(JsonNode limit) {
    return Stream.of("above", "below")
        .filter(limit::has)
        .map(side -> ", limit %.4g".formatted(limit.path(side).asDouble()))
        .collect(Collectors.joining());
  }

  private void output(JsonNode output) {
    String name = output.path("name").asText();
    for (JsonNode place : output.path("addresses")) {
      String address = place.path("address").asText();
      JsonNode last = place.path("last");
      add(
          "output",
          "%s  %s  %s %s  %s"
              .formatted(
                  name,
                  address,
                  last.path("state").asText("nothing yet"),
                  last.path("asked").asText(""),
                  last.path("reason").asText("")));
      if (!place.path("allowed").asBoolean()) {
        wrong.add("output '" + name + "' may not write " + address + ": outputs.yaml lists it not");
      }
      if (last.path("state").asText().equals("UNKNOWN")) {
        wrong.add("it is not known whether " + address + " took " + last.path("asked").asText());
      }
    }
  }

  private void workload(JsonNode workload) {
    String name = workload.path("name").asText();
    String state = workload.path("state").asText();
    String reason = workload.path("reason").asText();
    add(
        "workload",
        "%s  %s since %s  %s".formatted(name, state, since(workload.path("since")), reason));
    if (!state.equals("RUNNING")) {
      wrong.add("workload '" + name + "' is " + state + (reason.isEmpty() ? "" : ": " + reason));
    }
  }

  private void lane(JsonNode lane) {
    long dropped = lane.path("dropped").asLong();
    add(
        "journal",
        "%s  %d to deliver, %d delivered%s"
            .formatted(
                lane.path("lane").asText().toLowerCase(Locale.ROOT),
                lane.path("pending").asLong(),
                lane.path("delivered").asLong(),
                dropped == 0 ? "" : ", " + dropped + " DROPPED"));
  }

  private String since(JsonNode time) {
    if (!time.isTextual()) {
      return "?";
    }
    Instant then = Instant.parse(time.asText());
    String at = then.truncatedTo(ChronoUnit.SECONDS).toString();
    return at + " (" + span(Duration.between(then, now)) + ")";
  }

  private static String span(Duration span) {
    if (span.toDays() > 0) {
      return span.toDays() + " d";
    }
    return span.toHours() > 0 ? span.toHours() + " h" : span.toMinutes() + " min";
  }
}
