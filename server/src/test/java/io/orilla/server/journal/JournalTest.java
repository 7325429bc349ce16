package io.orilla.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.content.Zstd;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JournalReceipt;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.node.LinkPurpose;
import io.orilla.model.node.LinkUse;
import io.orilla.model.node.MachineFigures;
import io.orilla.model.node.NodeFigures;
import io.orilla.model.node.NodeFigures.LaneFigures;
import io.orilla.model.node.NodeFigures.WorkloadFigures;
import io.orilla.model.signal.SignalName;
import io.orilla.server.TestNode;
import io.orilla.server.TestServer;
import io.orilla.server.document.Texts;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final JournalEpoch EPOCH = new JournalEpoch(new UUID(1, 2));
  private static final ObjectName PLC = new ObjectName("plc");
  private static final SignalName PRESSURE = new SignalName("riva/hall1/water/loop1/pressure");

  @TempDir Path home;
  private TestServer server;
  private TestNode node;

  @BeforeEach
  void start() {
    server = new TestServer(home);
    node = new TestNode(server.token("{}"), "hall-1");
    node.enrol();
    server.apply(Texts.source("plc", "hall-1", "riva/hall1/water/loop1", "pressure"));
    await().until(() -> !told().path("sources").isEmpty());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBatchIsHeldOnceHoweverOftenItIsSent() {
    byte[] batch = events(1, new Event.SourceState(1_000_000, PLC, true, ""));
    JournalReceipt receipt = new JournalReceipt(EPOCH, Lane.EVENTS, 1);
    assertThat(receipt(send(batch))).isEqualTo(receipt);
    assertThat(receipt(send(batch))).isEqualTo(receipt);
    assertThat(told().path("events")).hasSize(1);
  }

  @Test
  void whatANodeSaysIsShownBesideWhatItWasTold() {
    send(
        events(
            1,
            new Event.AgentStarted(1_000_000, "0.1.0", EPOCH),
            new Event.SourceState(2_000_000, PLC, true, "session 7"),
            new Event.StateApplied(3_000_000, new StateVersion(1, 2))));
    JsonNode told = told();
    assertThat(told.path("startedAt").asText()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(told.path("agentVersion").asText()).isEqualTo("0.1.0");
    assertThat(told.path("applied").asText()).isEqualTo("1.2");
    assertThat(told.path("sources").get(0).toString())
        .isEqualTo(
            "{\"connected\":true,\"connector\":\"opcua\",\"name\":\"plc\",\"reason\":\"session 7\","
                + "\"signals\":1,\"since\":\"1970-01-01T00:00:02Z\"}");
    assertThat(server.get("/api/v1/documents/sources/plc").json().path("status").path("state"))
        .hasToString("\"CONNECTED\"");
  }

  @Test
  void whatANodeMeasuredIsShownAndIsNoNews() {
    LinkUse use = new LinkUse(1_000_000, List.of(new LinkUse.Bytes(LinkPurpose.SIGNALS, 70, 9)));
    LaneFigures lane = new LaneFigures(Lane.SIGNALS, 8, 7, null, "the link is metered");
    WorkloadFigures workload =
        new WorkloadFigures(
            new ObjectName("w"), Role.SHADOW, null, Digest.ofText("a"), 5, 90, 400, 12);
    NodeFigures.SourceFigures source =
        new NodeFigures.SourceFigures(PLC, 5, 4, 1, 0, 2, Instant.EPOCH, 90, 0, List.of());
    NodeFigures figures =
        new NodeFigures(
            1_000,
            true,
            -86_400.0,
            List.of("look"),
            use,
            new MachineFigures(.25, .01, 8, 4, 64, 32, 51.5, 7, 3),
            List.of(source),
            List.of(lane),
            List.of(workload));
    send(events(1, new Event.Measured(61_000_000, figures)));
    JsonNode measured = told().path("measured");
    assertThat(measured.path("at").asText()).isEqualTo("1970-01-01T00:01:01Z");
    assertThat(measured.path("clockOffset").asDouble()).isEqualTo(-86_400);
    assertThat(measured.path("problems")).hasToString("[\"look\"]");
    assertThat(measured.at("/machine/temperature").asDouble()).isEqualTo(51.5);
    assertThat(measured.path("link").toString())
        .isEqualTo(
            "{\"bytes\":[{\"down\":9,\"purpose\":\"signals\",\"up\":70}],"
                + "\"since\":\"1970-01-01T00:00:01Z\"}");
    assertThat(measured.path("sources").get(0).toString())
        .isEqualTo(
            "{\"heard\":\"1970-01-01T00:00:00Z\",\"inTrouble\":0,\"journalled\":4,\"lag\":90,"
                + "\"name\":\"plc\",\"received\":5,\"reconnects\":2,\"refused\":0,"
                + "\"repeated\":1,\"troubles\":[]}");
    assertThat(measured.path("lanes").get(0).toString())
        .isEqualTo(
            "{\"durable\":7,\"journalled\":8,\"lane\":\"signals\",\"waits\":\"the link is metered\"}");
    assertThat(measured.path("workloads").get(0).toString())
        .isEqualTo(
            "{\"good\":\"%s\",\"name\":\"w\",\"p50\":90,\"p99\":400,\"role\":\"shadow\",\"skipped\":12,\"windows\":5}"
                .formatted(Digest.ofText("a")));
    assertThat(told().path("events")).isEmpty();
  }

  @Test
  void recordsThatWereGivenUpAreNamedWithTheirReason() {
    send(events(1, new Event.Dropped(61_000_000, Lane.SIGNALS, 3, 9, 7, "disk full")));
    assertThat(told().path("losses").get(0).toString())
        .contains("\"count\":7", "\"lane\":\"signals\"", "\"reason\":\"disk full\"");
  }

  @Test
  void aNodeThatWasNeverHeardShowsNothingGreen() {
    JsonNode told = told();
    assertThat(told.has("applied")).isFalse();
    assertThat(told.has("startedAt")).isFalse();
    assertThat(told.path("sources").get(0).path("connected").asBoolean()).isFalse();
    assertThat(told.path("sources").get(0).path("reason").asText())
        .isEqualTo("the node has not said yet");
  }

  @Test
  void theServerCountsWhatItHoldsItself() {
    Block block = block(1, new Event.SourceState(1, PLC, true, ""));
    LaneAccount account = new LaneAccount(Lane.EVENTS, 10, 0, 10, 0);
    send(new JournalBatch(EPOCH, account, List.of(block)).encode());
    JsonNode lane = told().path("accounts").get(0);
    assertThat(lane.path("made").asLong()).isEqualTo(10);
    assertThat(lane.path("delivered").asLong()).isEqualTo(1);
    assertThat(lane.path("pending").asLong()).isEqualTo(9);
    assertThat(lane.path("balanced").asBoolean()).isTrue();
  }

  @Test
  void aHoleInTheSequenceIsRefusedWithWhatIsExpected() {
    send(events(1, new Event.SourceState(1, PLC, true, "")));
    HttpResponse<String> answer = send(events(5, new Event.SourceState(5, PLC, true, "")));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .isEqualTo(
            "{\"code\":\"SEQUENCE_GAP\",\"expected\":2,\"message\":\"hall-1 events: expected sequence 2, got 5; send again from 2\"}");
  }

  @Test
  void whatIsNoBatchIsRefused() {
    HttpResponse<String> answer = send(new byte[] {1, 2, 3});
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"code\":\"INVALID_FORMAT\",\"message\":\"the body is no journal batch of version 2\"}");
    assertThat(send(new byte[JournalBatch.MAX_BYTES + 1]).statusCode()).isEqualTo(413);
  }

  @Test
  void aBatchMayComeCompressed() {
    byte[] batch = events(1, new Event.SourceState(1, PLC, true, "session 7"));
    HttpResponse<String> answer =
        node.send(
            node.request("/node/v1/journal")
                .header("Content-Encoding", "zstd")
                .POST(BodyPublishers.ofByteArray(Zstd.compress(batch))));
    assertThat(receipt(answer).through()).isEqualTo(1);
    HttpResponse<String> unknown =
        node.send(
            node.request("/node/v1/journal")
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofByteArray(batch)));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("the content encoding 'br' is not known");
  }

  /** An agent may be newer than its server: what it says is held, and does not stop the rest. */
  @Test
  void anEventThatIsNotUnderstoodIsHeldAllTheSame() {
    byte[] payload =
        JsonRecords.encode(
            List.of(
                Map.of("event", "eclipse", "time", 1), new Event.SourceState(2, PLC, true, "")));
    Block block = Block.following(Chain.start(EPOCH), Lane.EVENTS, 1, 2, 2, 1, payload);
    LaneAccount account = new LaneAccount(Lane.EVENTS, 2, 0, 2, 0);
    HttpResponse<String> answer = send(new JournalBatch(EPOCH, account, List.of(block)).encode());
    assertThat(receipt(answer).through()).isEqualTo(2);
    assertThat(told().path("sources").get(0).path("connected").asBoolean()).isTrue();
  }

  @Test
  void aRestartKeepsWhatNodesSaid() {
    byte[] batch =
        events(
            1,
            new Event.SourceState(1_000_000, PLC, true, ""),
            new Event.Gap(2_000_000, PLC, PRESSURE, 1, 2, "restart"));
    send(batch);
    JsonNode before = told();
    server.close();
    server = new TestServer(home, server.server().nodePort());
    assertThat(without(told(), "lastSeen")).isEqualTo(without(before, "lastSeen"));
    assertThat(receipt(send(batch)).through()).isEqualTo(2);
    assertThat(told().path("events")).hasSize(2);
  }

  private JsonNode told() {
    return server.get("/api/v1/nodes/hall-1").json();
  }

  private static JsonNode without(JsonNode node, String field) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) node.deepCopy()).without(field);
  }

  private HttpResponse<String> send(byte[] batch) {
    return node.send(node.request("/node/v1/journal").POST(BodyPublishers.ofByteArray(batch)));
  }

  private static JournalReceipt receipt(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), JournalReceipt.class);
  }

  private static byte[] events(long first, Event... events) {
    Block block = block(first, events);
    LaneAccount account =
        new LaneAccount(Lane.EVENTS, block.lastSequence(), first - 1, events.length, 0);
    return new JournalBatch(EPOCH, account, List.of(block)).encode();
  }

  private static Block block(long first, Event... events) {
    return Block.following(
        Chain.start(EPOCH),
        Lane.EVENTS,
        first,
        events.length,
        first + events.length - 1,
        1,
        JsonRecords.encode(List.of(events)));
  }
}
