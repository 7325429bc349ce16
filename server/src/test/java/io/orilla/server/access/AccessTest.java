package io.orilla.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.server.TestNode;
import io.orilla.server.TestServer;
import io.orilla.server.TestServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessTest {
  private static final String COMMANDS = "/api/v1/nodes/hall-1/commands";
  private static final String RESTART = "{\"action\":{\"kind\":\"restart-agent\"}}";
  private static final String WIPE = "{\"action\":{\"kind\":\"wipe\"}}";

  @TempDir Path home;
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(home);
    new TestNode(server.token("{}"), "hall-1").enrol();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String token(String name, String role) {
    String wish = "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role);
    return server.post("/api/v1/api-tokens", wish).json().path("token").asText();
  }

  private Answer getAs(String token, String path) {
    return server.send(server.request(path).header("Authorization", "Bearer " + token).GET());
  }

  private Answer postAs(String token, String path, String body) {
    return server.send(
        server
            .request(path)
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode audit() {
    return server.get("/api/v1/audit").json();
  }

  @Test
  void aViewerLooksAndChangesNothing() {
    String viewer = token("wall", "viewer");
    assertThat(getAs(viewer, "/api/v1/nodes").status()).isEqualTo(200);
    Answer refused = postAs(viewer, COMMANDS, RESTART);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.message())
        .isEqualTo("POST " + COMMANDS + " needs the role operator; 'wall' is viewer");
    assertThat(getAs(viewer, "/api/v1/audit").status()).isEqualTo(403);
  }

  @Test
  void anOperatorCommandsAndOnlyAnAdministratorWipes() {
    String operator = token("anna", "operator");
    assertThat(postAs(operator, COMMANDS, RESTART).json().path("issuedBy").asText())
        .isEqualTo("anna");
    assertThat(postAs(operator, COMMANDS, WIPE).message())
        .isEqualTo("wipe needs the role administrator; 'anna' is operator");
    assertThat(postAs(operator, "/api/v1/tokens", "{}").status()).isEqualTo(403);
    assertThat(postAs(token("root", "administrator"), COMMANDS, WIPE).status()).isEqualTo(201);
  }

  @Test
  void aTokenThatIsRevokedOrInventedOpensNothing() {
    String token = token("anna", "operator");
    assertThat(server.delete("/api/v1/api-tokens/anna").status()).isEqualTo(204);
    assertThat(getAs(token, "/api/v1/nodes").status()).isEqualTo(403);
    assertThat(getAs("orilla-api-1.guess", "/api/v1/nodes").message()).contains("unknown");
  }

  /** A reverse proxy on this machine would make everybody local. */
  @Test
  void whatAProxyPassesOnIsNotLocal() {
    Answer answer =
        server.send(server.request("/api/v1/nodes").header("X-Forwarded-For", "203.0.113.7").GET());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.message()).contains("send 'Authorization: Bearer'");
  }

  @Test
  void theAuditSaysWhoDidWhatAndWhoWasRefused() {
    String viewer = token("wall", "viewer");
    server.post(COMMANDS, RESTART);
    postAs(viewer, COMMANDS, RESTART);
    JsonNode audit = audit();
    assertThat(audit.has("brokenAt")).isFalse();
    JsonNode refused = audit.path("entries").get(0);
    assertThat(refused.path("who").asText()).isEqualTo("wall");
    assertThat(refused.path("outcome").asInt()).isEqualTo(403);
    JsonNode done = audit.path("entries").get(1);
    assertThat(done.path("who").asText()).isEqualTo("local");
    assertThat(done.path("action").asText()).isEqualTo("restart-agent on node hall-1");
    assertThat(done.path("outcome").asInt()).isEqualTo(201);
    assertThat(audit.path("entries").get(2).path("action").asText())
        .isEqualTo("make API token wall as viewer");
  }

  @Test
  void anAuditThatWasTamperedWithSaysWhere() throws Exception {
    for (int i = 0; i < 4; i++) {
      server.post(COMMANDS, RESTART);
    }
    change("UPDATE audit SET who = 'bob' WHERE sequence = 3");
    assertThat(audit().path("brokenAt").asInt()).isEqualTo(3);
    change("UPDATE audit SET who = 'local' WHERE sequence = 3");
    assertThat(audit().has("brokenAt")).isFalse();
    change("DELETE FROM audit WHERE sequence = 2");
    assertThat(audit().path("brokenAt").asInt()).isEqualTo(3);
  }

  private void change(String sql) throws Exception {
    String file = "jdbc:sqlite:" + home.resolve("orilla.db");
    try (Connection connection = DriverManager.getConnection(file)) {
      connection.createStatement().executeUpdate(sql);
    }
  }
}
