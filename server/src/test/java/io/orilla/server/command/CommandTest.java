package io.orilla.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.command.Action;
import io.orilla.model.command.Command;
import io.orilla.model.command.CommandList;
import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredAnswer;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;
import io.orilla.model.node.Enrolment;
import io.orilla.server.TestJournal;
import io.orilla.server.TestNode;
import io.orilla.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandTest {
  private static final String RESTART = "{\"action\":{\"kind\":\"restart-agent\"}}";

  @TempDir Path home;
  private TestServer server;
  private TestNode node;
  private TestJournal journal;
  private PublicKey key;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(home);
    node = new TestNode(server.token("{}"), "hall-1");
    Enrolment.Answer answer = Json.read(node.enrol().body(), Enrolment.Answer.class);
    journal = new TestJournal(node);
    key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(answer.stateKey()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode give(String wish) {
    TestServer.Answer answer = server.post("/api/v1/nodes/hall-1/commands", wish);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private JsonNode shown(JsonNode command) {
    return server.get("/api/v1/commands/" + command.path("id").asText()).json();
  }

  private CompletableFuture<HttpResponse<String>> poll(String known) {
    return node.client()
        .sendAsync(
            node.request("/node/v1/desired?wait=20s").header("If-None-Match", known).build(),
            BodyHandlers.ofString());
  }

  private CommandList list(HttpResponse<String> answer) {
    return DesiredAnswer.decode(answer.body().getBytes(StandardCharsets.UTF_8))
        .commands()
        .orElseThrow()
        .verify(key);
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private void say(JsonNode command, String state, String detail) {
    journal.records(
        Lane.EVENTS,
        new Event.CommandState(1, command.path("id").asText(), "restart-agent", state, detail));
  }

  @Test
  void aWaitingNodeIsHandedTheCommandAtOnceAndOnce() throws Exception {
    String known = tag(node.get("/node/v1/desired?wait=10s"));
    assertThat(known).isEqualTo("\"1.1\"");
    CompletableFuture<HttpResponse<String>> waiting = poll(known);
    JsonNode given = give(RESTART);
    HttpResponse<String> answer = waiting.get(10, TimeUnit.SECONDS);
    assertThat(tag(answer)).isEqualTo("\"1.1/1.1\"");
    CommandList list = list(answer);
    assertThat(list.node()).isEqualTo(new ObjectName("hall-1"));
    assertThat(list.version()).isEqualTo(new StateVersion(1, 1));
    assertThat(list.commands())
        .extracting(Command::action)
        .containsExactly(new Action.RestartAgent());
    assertThat(list.commands().getFirst().issuedBy()).isEqualTo("local");
    assertThat(answer.body()).as("the state is known").doesNotStartWith("{\"payload\"");
    assertThat(shown(given).path("state").asText()).isEqualTo("SENT");
    HttpResponse<String> again =
        node.send(node.request("/node/v1/desired").header("If-None-Match", tag(answer)));
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void aRestartHandsOutTheSameBytesAndTheNextListIsNewer() {
    give(RESTART);
    String before = node.get("/node/v1/desired?wait=10s").body();
    server.close();
    server = new TestServer(home, server.server().nodePort());
    assertThat(node.get("/node/v1/desired?wait=10s").body()).isEqualTo(before);
    give(RESTART);
    CommandList list = list(node.get("/node/v1/desired"));
    assertThat(list.version()).isEqualTo(new StateVersion(1, 2));
    assertThat(list.commands()).hasSize(2);
  }

  @Test
  void theRecordSaysWhatTheNodeSaidAndNoMore() {
    JsonNode command = give(RESTART);
    assertThat(shown(command).path("state").asText()).isEqualTo("ISSUED");
    say(command, "ACCEPTED", "");
    assertThat(shown(command).path("state").asText()).isEqualTo("ACCEPTED");
    say(command, "UNKNOWN", "the agent ended");
    assertThat(shown(command).path("state").asText()).isEqualTo("UNKNOWN");
    say(command, "DONE", "the agent started again");
    assertThat(shown(command).path("detail").asText()).isEqualTo("the agent started again");
    say(command, "FAILED", "a result after the result");
    assertThat(shown(command).path("state").asText()).isEqualTo("DONE");
  }

  /** A newer node, or one that lies: the journal is taken in all the same. */
  @Test
  void whatIsNotUnderstoodStopsNothing() {
    JsonNode command = give(RESTART);
    say(command, "PONDERED", "");
    assertThat(shown(command).path("state").asText()).isEqualTo("UNKNOWN");
    journal.records(Lane.EVENTS, new Event.CommandState(1, "no id", "x", "DONE", ""));
  }

  @Test
  void whatNobodyAskedForInTimeIsExpired() {
    JsonNode command = give("{\"action\":{\"kind\":\"reboot\"},\"valid\":\"1ms\"}");
    org.awaitility.Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .untilAsserted(
            () -> assertThat(shown(command).path("state").asText()).isEqualTo("EXPIRED"));
  }

  @Test
  void wrongWishesAreRefusedWithWhatIsAllowed() {
    assertThat(server.post("/api/v1/nodes/hall-9/commands", RESTART).message())
        .isEqualTo("no node 'hall-9' joined");
    String unknown = "{\"action\":{\"kind\":\"dance\"}}";
    assertThat(server.post("/api/v1/nodes/hall-1/commands", unknown).message())
        .contains("allowed are restart-workload");
    String tooMuch = "{\"action\":{\"kind\":\"fetch-logs\",\"bytes\":0}}";
    assertThat(server.post("/api/v1/nodes/hall-1/commands", tooMuch).message())
        .contains("bytes of a log: from 1");
  }

  private HttpResponse<String> answer(JsonNode command, long from, String part) {
    return node.send(
        node.request("/node/v1/answers/" + command.path("id").asText() + "?from=" + from)
            .POST(BodyPublishers.ofString(part)));
  }

  @Test
  void anOutputGrowsBeforeWhoeverFollowsItUntilTheCommandEnds() throws Exception {
    JsonNode command = give("{\"action\":{\"kind\":\"live-tail\",\"duration\":\"1m\"}}");
    say(command, "ACCEPTED", "");
    String address = "/api/v1/commands/" + command.path("id").asText() + "/output";
    CompletableFuture<String> followed =
        CompletableFuture.supplyAsync(() -> server.get(address + "?follow=true").body());
    assertThat(answer(command, 0, "one ").body()).isEqualTo("{\"through\":4,\"wanted\":true}");
    assertThat(answer(command, 0, "one ").body())
        .as("repeated")
        .isEqualTo("{\"through\":4,\"wanted\":true}");
    assertThat(answer(command, 4, "two").body()).isEqualTo("{\"through\":7,\"wanted\":true}");
    assertThat(answer(command, 9, "x").statusCode()).isEqualTo(400);
    assertThat(server.get(address).body()).isEqualTo("one two");
    assertThat(server.get(address + "?from=4&wait=true").body()).isEqualTo("two");
    assertThat(followed).isNotDone();
    say(command, "DONE", "the time is over");
    assertThat(followed.get(10, TimeUnit.SECONDS)).isEqualTo("one two");
    assertThat(server.get(address + "?from=7&wait=true").body()).as("ended").isEmpty();
    assertThat(answer(command, 7, "late").statusCode()).isEqualTo(403);
  }

  private static String browse(String where) {
    return "{\"action\":{\"kind\":\"browse-source\",\"connector\":\"mqtt\",\"settings\":{},\"limit\":9,"
        + "\"where\":\""
        + where
        + "\"}}";
  }

  private List<String> audited() {
    return server.get("/api/v1/audit").json().findValuesAsText("action");
  }

  @Test
  void aNodeThatIsAwayIsAskedNothing() {
    TestServer.Answer refused = server.post("/api/v1/nodes/hall-1/commands", browse(""));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.message())
        .isEqualTo("node 'hall-1' is away, it was last heard of never; nothing was asked");
  }

  /**
   * A tree that is opened branch by branch would fill the lists that people look after things by.
   */
  @Test
  void aQuestionIsAskedNowAndItsSequelLeavesNoTraceInTheLists() throws Exception {
    String known = tag(node.get("/node/v1/desired?wait=10s"));
    CompletableFuture<HttpResponse<String>> waiting = poll(known);
    JsonNode asked = give(browse(""));
    assertThat(list(waiting.get(10, TimeUnit.SECONDS)).commands().getFirst().action())
        .isInstanceOf(Action.BrowseSource.class);
    Instant deadline = Instant.parse(asked.path("deadline").asText());
    assertThat(deadline).isBefore(Instant.now().plusSeconds(16));
    assertThat(answer(asked, 0, "{}\n").statusCode()).isEqualTo(200);
    give(browse("plant"));
    give(RESTART);
    assertThat(server.get("/api/v1/commands").json().findValuesAsText("kind"))
        .containsExactly("restart-agent");
    assertThat(audited())
        .filteredOn(action -> action.startsWith("browse"))
        .containsExactly("browse-source on node hall-1");
    journal.records(
        Lane.EVENTS,
        new Event.CommandState(1, asked.path("id").asText(), "browse-source", "DONE", "2 found"));
    assertThat(shown(asked).path("state").asText()).isEqualTo("DONE");
    assertThat(server.get("/api/v1/nodes/hall-1").json().path("events")).isEmpty();
  }

  @Test
  void anotherNodeMayNotAnswer() {
    JsonNode command = give("{\"action\":{\"kind\":\"diagnostics\"}}");
    TestNode other = new TestNode(server.token("{}"), "hall-2");
    other.enrol();
    HttpResponse<String> refused =
        other.send(
            other
                .request("/node/v1/answers/" + command.path("id").asText())
                .POST(BodyPublishers.ofString("lies")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(List.of(refused.body()))
        .allMatch(body -> body.contains("waits for no answer of yours"));
  }

  @Test
  void anAlarmIsAcknowledgedByACommandThatNamesTheTimeItWasRaised() throws Exception {
    String wish =
        "{\"action\":{\"kind\":\"acknowledge-alarm\",\"alarm\":\"hot\",\"raisedAt\":\"2026-03-01T06:00:00.000001Z\"}}";
    JsonNode given = give(wish);
    assertThat(list(node.get("/node/v1/desired")).commands())
        .extracting(Command::action)
        .containsExactly(
            new Action.AcknowledgeAlarm(
                new ObjectName("hot"), Instant.parse("2026-03-01T06:00:00.000001Z")));
    assertThat(given.at("/action/alarm").asText()).isEqualTo("hot");
  }

  @Test
  void anAlarmIsShelvedByACommandThatSaysWhyAndUntilWhen() throws Exception {
    String until = "2026-03-01T06:00:00Z";
    give(
        "{\"action\":{\"kind\":\"shelve-alarm\",\"alarm\":\"hot\",\"reason\":\"being mended\",\"until\":\"%s\"}}"
            .formatted(until));
    give("{\"action\":{\"kind\":\"unshelve-alarm\",\"alarm\":\"hot\"}}");
    ObjectName hot = new ObjectName("hot");
    assertThat(list(node.get("/node/v1/desired")).commands())
        .extracting(Command::action)
        .containsExactly(
            new Action.ShelveAlarm(hot, "being mended", Instant.parse(until)),
            new Action.UnshelveAlarm(hot));
  }
}
