package io.orilla.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.Problem;
import io.orilla.model.node.Enrolment;
import io.orilla.server.TestNode;
import io.orilla.server.TestServer;
import io.orilla.server.store.Database;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
  @TempDir Path home;
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNodeJoinsWithATokenAndIsKnownByItsCertificate() throws Exception {
    TestNode node = new TestNode(server.token("{\"node\": \"hall-1\"}"), "hall-1");
    Enrolment.Answer answer = Json.read(node.enrol().body(), Enrolment.Answer.class);
    X509Certificate certificate = TestNode.certificate(answer.certificate());
    certificate.verify(TestNode.certificate(answer.authorities().getFirst()).getPublicKey());
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=hall-1");
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(certificate.getNotAfter().toInstant())
        .isBetween(
            Instant.now().plus(Duration.ofDays(89)), Instant.now().plus(Duration.ofDays(91)));
    assertThat(node.get("/node/v1/desired").statusCode()).isEqualTo(200);
    assertThat(server.get("/api/v1/nodes/hall-1").json().path("lastSeen").asText()).isNotEmpty();
  }

  @Test
  void aTokenWorksOnce() {
    String token = server.token("{}");
    new TestNode(token, "hall-1").enrol();
    assertThat(refusal(new TestNode(token, "hall-2").enrol()))
        .isEqualTo("the join token was used before, by node 'hall-1'; make a new one");
  }

  /**
   * The answer can get lost on the way: the node does not know whether it joined, and asks again.
   */
  @Test
  void theSameBoxGetsItsAnswerAgain() {
    TestNode node = new TestNode(server.token("{}"), "hall-1");
    String first = node.enrol().body();
    assertThat(node.enrol().body()).isEqualTo(first);
  }

  @Test
  void aTokenForOneNodeAdmitsNoOther() {
    TestNode node = new TestNode(server.token("{\"node\": \"hall-1\"}"), "hall-2");
    assertThat(refusal(node.enrol()))
        .isEqualTo("the join token is for the node 'hall-1', not 'hall-2'");
    assertThat(node.enrolAs("hall-1").statusCode()).as("it was not used up").isEqualTo(200);
  }

  @Test
  void aTokenExpires() {
    TestNode node = new TestNode(server.token("{\"valid\": \"1us\"}"), "hall-1");
    assertThat(refusal(node.enrol())).startsWith("the join token expired at 20");
  }

  @Test
  void aTokenOfAnotherServerIsRefused(@TempDir Path other) throws Exception {
    try (TestServer stranger = new TestServer(other)) {
      TestNode lost = new TestNode(stranger.token("{}"), "hall-1");
      TestNode node = new TestNode(server.token("{}"), "hall-1");
      Enrolment.Request wrong =
          Enrolment.Request.make(
              lost.token().secret(),
              new ObjectName("hall-1"),
              node.keys().getPublic(),
              node.keys().getPrivate());
      assertThat(refusal(node.enrolWith(wrong)))
          .isEqualTo("the server made no such join token; copy it whole");
    }
  }

  @Test
  void aBoxMustHoldTheKeyThatItWantsCertified() throws Exception {
    TestNode node = new TestNode(server.token("{}"), "hall-1");
    TestNode thief = new TestNode(server.token("{}"), "hall-1");
    Enrolment.Request stolen =
        Enrolment.Request.make(
            thief.token().secret(),
            new ObjectName("hall-1"),
            node.keys().getPublic(),
            thief.keys().getPrivate());
    assertThat(refusal(thief.enrolWith(stolen)))
        .isEqualTo("the node does not prove that it holds its key");
  }

  @Test
  void aNameBelongsToTheBoxThatJoinedUnderIt() {
    String second = server.token("{}");
    new TestNode(server.token("{}"), "hall-1").enrol();
    HttpResponse<String> answer = new TestNode(second, "hall-1").enrol();
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(refusal(answer))
        .isEqualTo(
            "a node 'hall-1' joined before; give this box another name, or hand it this one with a token of 'orilla token --replace hall-1'");
    assertThat(server.post("/api/v1/tokens", "{\"node\": \"hall-1\"}").message())
        .startsWith("a node 'hall-1' joined at ");
    assertThat(new TestNode(second, "hall-2").enrol().statusCode())
        .as("the refused token was not used up")
        .isEqualTo(200);
  }

  @Test
  void withoutACertificateEveryOtherPathIsForbidden() {
    TestNode stranger = new TestNode(server.token("{}"), "hall-1");
    for (String path :
        new String[] {"/node/v1/desired", "/node/v1/blobs/x", "/node/v1/journal", "/"}) {
      HttpResponse<String> answer = stranger.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(refusal(answer))
          .isEqualTo(
              "only nodes of this server are served here, by their certificate; join with a token first");
    }
  }

  @Test
  void aCertificateOfAnotherServersAuthorityDoesNotComeThrough(@TempDir Path other) {
    try (TestServer stranger = new TestServer(other)) {
      TestNode foreign = new TestNode(stranger.token("{}"), "hall-1");
      foreign.enrol();
      String own = server.token("{}");
      TestNode node = new TestNode(own, "hall-1");
      node.enrol();
      assertThatThrownBy(() -> foreign.send(node.request("/node/v1/desired").GET()))
          .hasMessageContaining("PKIX path");
    }
  }

  @Test
  void aRevokedNodeIsForbidden() {
    TestNode node = new TestNode(server.token("{}"), "hall-1");
    node.enrol();
    int port = server.server().nodePort();
    server.close();
    try (Database database = Database.open(home.resolve("orilla.db"))) {
      database.execute(handle -> handle.execute("UPDATE node SET revoked_at = 1"));
    }
    server = new TestServer(home, port);
    assertThat(node.get("/node/v1/desired").statusCode()).isEqualTo(403);
  }

  @Test
  void aTokensLifeIsBounded() {
    assertThat(server.post("/api/v1/tokens", "{\"valid\": \"31d\"}").message())
        .isEqualTo(
            "valid: 2678400s is no life for a token; give more than 0s and at most 2592000s");
    assertThat(server.post("/api/v1/tokens", "{\"vaild\": \"1h\"}").message())
        .isEqualTo(
            "body: unknown key 'vaild' (did you mean 'valid'?); allowed are node, replace, valid");
  }

  @Test
  void aRestartKeepsWhoJoinedAndWhoMayJoin() {
    TestNode node = new TestNode(server.token("{}"), "hall-1");
    node.enrol();
    String unused = server.token("{}");
    server.close();
    server = new TestServer(home);
    assertThat(server.get("/api/v1/nodes").json()).hasSize(1);
    assertThat(new TestNode(unused, "hall-2").token().authority())
        .isEqualTo(node.token().authority());
  }

  private static String refusal(HttpResponse<String> answer) {
    return Json.read(answer.body(), Problem.class).message();
  }
}
