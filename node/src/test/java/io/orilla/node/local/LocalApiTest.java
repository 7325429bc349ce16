package io.orilla.node.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.node.LinkPurpose;
import io.orilla.model.node.LinkUse;
import io.orilla.model.node.MachineFigures;
import io.orilla.model.node.Standing;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.node.alarm.AlarmChange;
import io.orilla.node.clock.ClockStatus;
import io.orilla.node.disk.MemoryDisk;
import io.orilla.node.enrol.MembershipStatus;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.machine.Memory;
import io.orilla.node.testbed.RaisedAlarm;
import io.orilla.node.uplink.Contact;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LocalApiTest {
  private static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");
  private static final SignalName LEVEL = new SignalName("riva/hall1/water/loop1/level");

  private final Journal journal =
      Journal.open(
          new MemoryDisk(),
          new JournalSettings(500, Duration.ofHours(1), Duration.ofHours(1), 1 << 20),
          InstantSource.fixed(Instant.EPOCH.plusSeconds(60)),
          () -> new JournalEpoch(new UUID(1, 2)));
  private final LocalApi api =
      LocalApi.bind(0, LocalApiTest::status, () -> journal, LocalApiTest::change);

  @BeforeEach
  void start() {
    api.start();
  }

  @AfterEach
  void close() {
    api.close();
    journal.close();
  }

  @Test
  void prometheusReadsItsFigures() throws Exception {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(answer.body())
        .contains(
            "# TYPE orilla_node_info gauge\norilla_node_info{node=\"hall-1\",version=\"1\"} 1\n")
        .contains(
            "orilla_machine_processor_ratio 0.25\n", "orilla_machine_temperature_celsius 51.5\n")
        .contains(
            """
            # TYPE orilla_link_bytes_total counter
            orilla_link_bytes_total{purpose="state",direction="up"} 200
            orilla_link_bytes_total{purpose="state",direction="down"} 90
            """)
        .contains(
            """
            # TYPE orilla_journal_records_total counter
            orilla_journal_records_total{lane="signals",fate="made"} 9
            orilla_journal_records_total{lane="signals",fate="delivered"} 4
            orilla_journal_records_total{lane="signals",fate="dropped"} 0
            # TYPE orilla_journal_pending_records gauge
            orilla_journal_pending_records{lane="signals"} 5
            """);
  }

  @Test
  void aPageTellsATechnicianHowItStands() throws Exception {
    HttpResponse<String> answer = get("/");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(answer.body())
        .contains("<title>hall-1 · Orilla</title>", "All is well.")
        .contains("processor 25 % busy", "52 °C", "signals  5 to deliver, 4 delivered")
        .doesNotContain("<script");
  }

  private static Sample sample(SignalName signal, long time) {
    return new Sample(signal, time, time + 1, new Value.DoubleValue(time), 0);
  }

  @Test
  void theSamplesThatAreKeptAreReadBySignalAndTime() throws Exception {
    for (long time = 1; time <= 40; time++) {
      journal.appendSamples(List.of(sample(FLOW, time), sample(LEVEL, time)));
    }
    String answer =
        get("/v1/history/signals?signal="
                + FLOW.text()
                + "&since=1970-01-01T00:00:00.000010Z&until=1970-01-01T00:00:00.000012Z")
            .body();
    assertThat(answer)
        .isEqualTo(
            """
            {"arrivalTime":11,"journalledAt":60000000,"sequence":19,"signal":"riva/hall1/water/loop1/flow","sourceTime":10,"status":0,"value":10.0}
            {"arrivalTime":12,"journalledAt":60000000,"sequence":21,"signal":"riva/hall1/water/loop1/flow","sourceTime":11,"status":0,"value":11.0}
            """);
    assertThat(get("/v1/history/signals?from=30&limit=3").body().lines())
        .extracting(line -> line.replaceAll(".*(.sequence.:\\d+).*", "$1"))
        .containsExactly("\"sequence\":30", "\"sequence\":31", "\"sequence\":32");
  }

  @Test
  void eventsAreReadFromTheTimeTheyWereJournalled() throws Exception {
    journal.append(new Event.SourceState(1, new ObjectName("plant"), true, ""));
    assertThat(get("/v1/history/events?from=1970-01-01T00:00:30Z").body())
        .startsWith("{\"journalledAt\":60000000,\"record\":{\"event\":\"source-state\"")
        .endsWith("\"sequence\":1}\n");
    assertThat(get("/v1/history/events?from=1970-01-01T00:02:00Z").body()).isEmpty();
  }

  @Test
  void aQueryThatMeansNothingIsRefused() throws Exception {
    assertThat(get("/v1/history/signals?limit=0").body()).contains("limit is 1 to 100000, not 0");
    assertThat(get("/v1/history/alarms").body()).contains("ask for events, predictions or signals");
    assertThat(get("/v1/history/events?since=today").body()).contains("since is a time like");
  }

  private static Event.Alarm change(ObjectName alarm, AlarmChange change) {
    return change.of(RaisedAlarm.of(alarm, 1), Micros.of(Instant.now()));
  }

  /** A page of another site may send a form here, but no JSON. */
  @Test
  void anAlarmIsAcknowledgedByNameAndNeverByAForm() throws Exception {
    assertThat(post("application/json", "{\"by\": \"anna\"}").body())
        .contains("\"by\":\"anna (at the node)\"", "\"state\":\"ACKNOWLEDGED\"");
    assertThat(post("application/json", "{\"by\": \" \"}").statusCode()).isEqualTo(400);
    assertThat(post("text/plain", "{\"by\": \"anna\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void anAlarmIsShelvedForAWhileAndWithAReason() throws Exception {
    String shelved = "{\"by\": \"anna\", \"for\": \"1h\", \"reason\": \"being mended\"}";
    assertThat(post("shelve", "application/json", shelved).body())
        .contains("\"by\":\"anna (at the node)\",\"reason\":\"being mended\"");
    assertThat(post("shelve", "application/json", shelved.replace("1h", "25h")).body())
        .contains("an alarm is shelved for 24 hours at most");
    assertThat(post("shelve", "application/json", "{\"by\": \"anna\", \"for\": \"1h\"}").body())
        .contains("say the reason");
    assertThat(post("unshelve", "application/json", "{\"by\": \"anna\"}").body())
        .contains("the alarm 'overheating' is not shelved");
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    return post("acknowledge", type, body);
  }

  private HttpResponse<String> post(String what, String type, String body) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + api.port() + "/v1/alarms/overheating/" + what);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address)
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static NodeStatus status() {
    return new NodeStatus(
        new ObjectName("hall-1"),
        "1",
        7,
        Instant.EPOCH,
        Instant.EPOCH,
        new JournalEpoch(new UUID(1, 2)),
        new StateVersion(1, 3),
        new StateVersion(1, 2),
        null,
        List.of(),
        new Contact(true, Instant.EPOCH, ""),
        new LinkUse(0, List.of(new LinkUse.Bytes(LinkPurpose.STATE, 200, 90))),
        new MembershipStatus(Standing.TRUSTED, Instant.EPOCH, Instant.EPOCH, null),
        new ClockStatus(false, 0.0, Instant.EPOCH),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new LaneStatus(new LaneAccount(Lane.SIGNALS, 9, 4, 5, 0), 9, 8, 1, null, null)),
        Memory.now(),
        new MachineFigures(.25, .01, 8_000_000_000L, 4_000_000_000L, 64, 32, 51.5, 7, 3));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void theStatusIsOneDocument() throws Exception {
    JsonNode status = Json.mapper().readTree(get("/v1/status").body());
    assertThat(status.at("/node").asText()).isEqualTo("hall-1");
    assertThat(status.at("/desired/counter").asLong()).isEqualTo(3);
    assertThat(status.at("/applied/counter").asLong()).isEqualTo(2);
    assertThat(status.at("/link/bytes/0/purpose").asText()).isEqualTo("state");
    assertThat(status.at("/lanes/0/lane").asText()).isEqualTo("signals");
    assertThat(status.at("/lanes/0/made").asLong()).isEqualTo(9);
    assertThat(status.at("/lanes/0/balanced").asBoolean()).isTrue();
    assertThat(status.at("/lanes/0/durable").asLong()).isEqualTo(8);
    assertThat(status.at("/memory/heap").asLong()).isPositive();
  }

  @Test
  void aNodeThatLivesSaysSo() throws Exception {
    assertThat(get("/healthz").body()).isEqualTo("{\"status\":\"alive\"}");
  }

  @Test
  void anotherAddressIsAnsweredWithWhatThereIs() throws Exception {
    HttpResponse<String> answer = get("/v2");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .contains("ask for GET /, /v1/status, /v1/history/LANE, /metrics or /healthz");
  }

  @Test
  void aRequestByAnotherHostsNameIsRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", api.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/status HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void aTakenPortSaysHowToGiveAnother() {
    assertThatThrownBy(
            () ->
                LocalApi.bind(
                    api.port(), LocalApiTest::status, () -> journal, LocalApiTest::change))
        .hasMessageContaining("give another with --local-port");
  }
}
