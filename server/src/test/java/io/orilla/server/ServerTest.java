package io.orilla.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
  @TempDir Path home;

  @Test
  void anAddressThatIsNotServedIsAnsweredWithAProblem() throws Exception {
    try (Server server = Server.start(ServerSettings.at(home).withPorts(0, 0));
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + server.port() + "/api/v1/nothing"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .isEqualTo(
              "{\"code\":\"DOES_NOT_EXIST\",\"message\":\"there is nothing at GET /api/v1/nothing\"}");
    }
  }
}
