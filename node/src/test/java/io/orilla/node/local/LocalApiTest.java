package io.orilla.node.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.node.LinkPurpose;
import io.orilla.model.node.LinkUse;
import io.orilla.model.node.Standing;
import io.orilla.node.clock.ClockStatus;
import io.orilla.node.enrol.MembershipStatus;
import io.orilla.node.uplink.Contact;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LocalApiTest {
  private final LocalApi api = LocalApi.bind(0, LocalApiTest::status);

  @BeforeEach
  void start() {
    api.start();
  }

  @AfterEach
  void close() {
    api.close();
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
        List.of(new LaneStatus(new LaneAccount(Lane.SIGNALS, 9, 4, 5, 0), 9, 8, 1, null, null)),
        Memory.now());
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
    assertThat(answer.body()).contains("ask for GET /v1/status or GET /healthz");
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
    assertThatThrownBy(() -> LocalApi.bind(api.port(), LocalApiTest::status))
        .hasMessageContaining("give another with --local-port");
  }
}
