package io.orilla.server.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.content.Json;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.SignedState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.node.Enrolment;
import io.orilla.server.TestNode;
import io.orilla.server.TestServer;
import io.orilla.server.document.Texts;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredTest {
  private static final String LOOP1 = "riva/hall1/water/loop1";

  @TempDir Path home;
  private TestServer server;
  private TestNode node;
  private PublicKey stateKey;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(home);
    node = new TestNode(server.token("{}"), "hall-1");
    Enrolment.Answer answer = Json.read(node.enrol().body(), Enrolment.Answer.class);
    stateKey =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(answer.stateKey()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNodeThatJoinedIsToldToRunNothing() {
    DesiredState state = signed(node.get("/node/v1/desired?wait=10s"));
    assertThat(state.node()).isEqualTo(new ObjectName("hall-1"));
    assertThat(state.version()).isEqualTo(new StateVersion(1, 1));
    assertThat(state.sources()).isEmpty();
  }

  @Test
  void aWaitingNodeHearsOfAChangeAtOnce() throws Exception {
    String known = tag(node.get("/node/v1/desired?wait=10s"));
    CompletableFuture<HttpResponse<String>> waiting = ask(known, "30s");
    assertThat(waiting).isNotDone();
    server.apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    DesiredState state = signed(waiting.get(10, TimeUnit.SECONDS));
    assertThat(state.version()).isEqualTo(new StateVersion(1, 2));
    assertThat(state.sources().getFirst().name()).isEqualTo(new ObjectName("plc"));
  }

  @Test
  void whatIsKnownIsNotSentAgain() throws Exception {
    String known = tag(node.get("/node/v1/desired?wait=10s"));
    HttpResponse<String> answer = ask(known, "100ms").get(10, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(tag(answer)).isEqualTo(known);
  }

  @Test
  void theVersionRisesOnlyWhenTheContentOfThisNodeChanges() {
    apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    StateVersion version = awaitVersion(2);
    apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    apply(Texts.source("other", "hall-2", "riva/hall2/water/loop3", "pressure"));
    apply(Texts.labels("faults"));
    apply(Texts.source("plc", "hall-1", LOOP1, "flow"));
    assertThat(awaitVersion(3).isNewerThan(version)).isTrue();
  }

  @Test
  void aRestartIssuesTheSameVersionWithTheSameBytes() {
    apply(Texts.source("plc", "hall-1", LOOP1, "pressure"));
    awaitVersion(2);
    String before = node.get("/node/v1/desired").body();
    server.close();
    server = new TestServer(home, server.server().nodePort());
    assertThat(node.get("/node/v1/desired").body()).isEqualTo(before);
  }

  @Test
  void aServerThatStopsSendsWaitingNodesHome() throws Exception {
    String known = tag(node.get("/node/v1/desired?wait=10s"));
    CompletableFuture<HttpResponse<String>> waiting = ask(known, "60s");
    server.close();
    assertThat(waiting.handle((answer, failure) -> true).get(5, TimeUnit.SECONDS)).isTrue();
  }

  private void apply(String document) {
    assertThat(server.apply(document).status()).isEqualTo(200);
  }

  /** Asks as a node does until the counter is there, and sees that none is left out. */
  private StateVersion awaitVersion(long counter) {
    HttpResponse<String> answer = node.get("/node/v1/desired?wait=10s");
    while (signed(answer).version().counter() < counter) {
      answer = ask(tag(answer), "10s").orTimeout(20, TimeUnit.SECONDS).join();
    }
    assertThat(signed(answer).version()).isEqualTo(new StateVersion(1, counter));
    return signed(answer).version();
  }

  private CompletableFuture<HttpResponse<String>> ask(String known, String wait) {
    return node.client()
        .sendAsync(
            node.request("/node/v1/desired?wait=" + wait)
                .header("If-None-Match", known)
                .timeout(Duration.ofSeconds(70))
                .build(),
            BodyHandlers.ofString());
  }

  private DesiredState signed(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), SignedState.class).verify(stateKey);
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }
}
