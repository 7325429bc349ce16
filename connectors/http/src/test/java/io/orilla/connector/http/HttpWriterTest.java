package io.orilla.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.orilla.connector.contract.Relay;
import io.orilla.connector.peer.FreePort;
import io.orilla.model.connector.WriteOutcome;
import io.orilla.model.connector.Writer;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.model.signal.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class HttpWriterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Value NEWS = new Value.TextValue("{\"alarm\":\"a\"}");

  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 204;
  @AutoClose private final Relay relay;

  HttpWriterTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          posted.add(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      new String(body, StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    relay = Relay.to(server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static Writer writer(int port) {
    JsonNode settings =
        Json.mapper().createObjectNode().put("url", "http://127.0.0.1:" + port + "/hook");
    OutputSpec.Write write =
        new OutputSpec.Write(
            "/alarms",
            Optional.empty(),
            Optional.of(new ObjectName("a")),
            Optional.empty(),
            Optional.empty());
    return new HttpConnector(InstantSource.system())
        .writer(new OutputSpec(new ObjectName("n"), "http", settings, List.of(write)));
  }

  @Test
  void theAnswersStatusSaysWhatBecameOfIt() {
    try (Writer writer = writer(relay.port())) {
      assertThat(writer.write("/alarms", NEWS, PATIENCE)).isEqualTo(new WriteOutcome.Done(NEWS));
      status = 403;
      assertThat(writer.write("/alarms", NEWS, PATIENCE))
          .isEqualTo(new WriteOutcome.NotDone("it answers with status 403"));
      status = 502;
      assertThat(writer.write("/alarms", NEWS, PATIENCE))
          .isEqualTo(new WriteOutcome.Unknown(NEWS, "it answers with status 502"));
    }
    assertThat(posted).containsOnly("POST /hook/alarms {\"alarm\":\"a\"}").hasSize(3);
  }

  @Test
  void aCutAnswerIsUnknownAndNothingIsPostedTwice() {
    try (Writer writer = writer(relay.port())) {
      relay.cutAfter(0);
      assertThat(writer.write("/alarms", NEWS, PATIENCE)).isInstanceOf(WriteOutcome.Unknown.class);
      assertThat(posted).hasSize(1);
    }
  }

  @Test
  void whereNobodyListensNothingIsDone() {
    try (Writer writer = writer(FreePort.find())) {
      assertThat(writer.write("/alarms", NEWS, PATIENCE)).isInstanceOf(WriteOutcome.NotDone.class);
    }
  }
}
