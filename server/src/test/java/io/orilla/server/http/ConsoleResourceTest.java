package io.orilla.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.server.ServerSettings;
import io.orilla.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleResourceTest {
  @TempDir Path home;
  @TempDir Path console;

  @Test
  void thePageIsServedForEveryAddressOfItsOwn() throws IOException {
    Files.writeString(console.resolve("index.html"), "the page");
    Files.createDirectories(console.resolve("assets"));
    Files.writeString(console.resolve("assets/index-1a2b.js"), "the script");
    Files.writeString(console.resolveSibling("secret"), "nobody's");
    try (TestServer server =
        new TestServer(ServerSettings.at(home).withConsole(Optional.of(console)))) {
      assertThat(server.get("/").body()).isEqualTo("the page");
      assertThat(server.get("/nodes/hall-1").body()).isEqualTo("the page");
      assertThat(server.get("/assets/index-1a2b.js").body()).isEqualTo("the script");
      assertThat(server.get("/%2e%2e/secret").body()).doesNotContain("nobody's");
      assertThat(server.get("/api/v1/nothing").status()).isEqualTo(404);
      assertThat(server.get("/api/v1/nothing").message())
          .isEqualTo("there is nothing at GET /api/v1/nothing");
    }
  }

  @Test
  void aServerWithoutConsoleSaysSo() {
    try (TestServer server =
        new TestServer(ServerSettings.at(home).withConsole(Optional.empty()))) {
      assertThat(server.get("/").message())
          .isEqualTo(
              "this server has no console beside it: build it, or use the API below /api/v1");
    }
  }
}
