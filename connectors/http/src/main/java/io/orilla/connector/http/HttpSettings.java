package io.orilla.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.connector.peer.NodeFiles;
import io.orilla.connector.peer.PeerUser;
import io.orilla.model.connector.ConnectorDescription;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The {@code settings} of a source's document, see its schema. */
record HttpSettings(
    String url,
    Duration interval,
    Duration timeout,
    String username,
    String passwordFile,
    String trustFile) {
  private static final ConnectorDescription DESCRIPTION = ConnectorDescription.of("http");

  static HttpSettings read(JsonNode settings) {
    return DESCRIPTION.schema().read(settings, HttpSettings.class);
  }

  static HttpSettings ofOutput(JsonNode settings) {
    return DESCRIPTION.readOfOutput(settings, HttpSettings.class);
  }

  HttpClient client() {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(timeout);
    NodeFiles.trusted("settings.trustFile", trustFile).ifPresent(client::sslContext);
    return client.build();
  }

  PeerUser user() {
    return new PeerUser("settings", username, passwordFile);
  }

  /** With who asks, where it says. */
  HttpRequest.Builder request(URI where, Duration within) {
    HttpRequest.Builder request = HttpRequest.newBuilder(where).timeout(within);
    if (username.isEmpty()) {
      return request;
    }
    String password = NodeFiles.secret("settings.passwordFile", passwordFile);
    byte[] credentials = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return request.header(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }
}
