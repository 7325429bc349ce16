package io.orilla.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleGuardTest {
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

  /** DNS rebinding: the browser believes that evil.example is here. */
  @Test
  void aForeignNameForThisAddressIsRefused() throws Exception {
    assertThat(raw("GET /api/v1/nodes HTTP/1.1\r\nHost: evil.example:8420\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("the Host header 'evil.example:8420' is not this server's");
    assertThat(raw("GET /api/v1/nodes HTTP/1.1\r\nHost: localhost:8420\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aForeignPageChangesNothing() {
    assertThat(tokenFrom("https://evil.example")).isEqualTo(403);
    assertThat(tokenFrom("null")).isEqualTo(403);
    assertThat(tokenFrom("http://127.0.0.1:1")).isEqualTo(403);
    assertThat(tokenFrom("http://127.0.0.1:" + server.server().port())).isEqualTo(201);
  }

  private int tokenFrom(String origin) {
    return server
        .send(
            server
                .request("/api/v1/tokens")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString("{}")))
        .status();
  }

  @Test
  void aBodyThatIsTooLongIsRefusedAlsoWithoutALength() throws Exception {
    int tooLong = (16 << 20) + 1;
    assertThat(
            server
                .send(
                    server
                        .request("/api/v1/documents")
                        .POST(BodyPublishers.ofByteArray(new byte[tooLong])))
                .status())
        .isEqualTo(413);
    assertThat(
            server
                .send(
                    server
                        .request("/api/v1/documents")
                        .POST(
                            BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(new byte[tooLong]))))
                .status())
        .isEqualTo(413);
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
