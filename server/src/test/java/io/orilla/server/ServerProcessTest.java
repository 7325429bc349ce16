package io.orilla.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.process.ParentPipe;
import io.orilla.server.document.Texts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  private static final String SOURCE =
      Texts.source("plc", "hall-1", "riva/hall1/water/loop1", "pressure");

  @TempDir Path home;
  private final Deque<Process> processes = new ArrayDeque<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void itSaysWhereItListensAndEndsCleanlyWhenTold() throws Exception {
    JsonNode ready = start();
    assertThat(ready.path("pid").asLong()).isEqualTo(process().pid());
    assertThat(ready.path("nodeAddress").asText()).startsWith("https://127.0.0.1:");
    assertThat(get(ready, "/api/v1/documents/sources")).isEqualTo("[]");
    process().destroy();
    assertThat(process().waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(process().exitValue()).isEqualTo(143);
  }

  @Test
  void itEndsWithTheProcessThatStartedIt() throws Exception {
    start();
    process().getOutputStream().close();
    assertThat(process().waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(process().exitValue()).isZero();
  }

  @Test
  void whatWasAnsweredIsThereAfterAKill() throws Exception {
    JsonNode ready = start();
    String applied = post(ready, "/api/v1/documents", SOURCE);
    assertThat(applied).contains("created");
    process().destroyForcibly().waitFor();
    assertThat(post(start(), "/api/v1/documents", SOURCE)).contains("unchanged");
  }

  private Process process() {
    return processes.element();
  }

  private JsonNode start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProgram.class.getName(),
                "--home",
                home.toString(),
                "--port",
                "0",
                "--node-port",
                "0"));
    builder.environment().put(ParentPipe.VARIABLE, "1");
    builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
    Path file = home.resolve(Ready.FILE);
    Files.deleteIfExists(file);
    processes.push(builder.start());
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file));
    return Json.read(Files.readString(file), JsonNode.class);
  }

  private static String get(JsonNode ready, String path) throws Exception {
    return send(ready, path, HttpRequest.newBuilder().GET());
  }

  private static String post(JsonNode ready, String path, String body) throws Exception {
    return send(ready, path, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)));
  }

  private static String send(JsonNode ready, String path, HttpRequest.Builder request)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create(ready.path("address").asText() + path);
      return client.send(request.uri(address).build(), BodyHandlers.ofString()).body();
    }
  }
}
