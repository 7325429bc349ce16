package io.orilla.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** A real server on free ports, and a person who speaks to it over HTTP. */
public final class TestServer implements AutoCloseable {
  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  public TestServer(Path home) {
    this(ServerSettings.at(home));
  }

  /** A server that comes back at the port where its nodes look for it. */
  public TestServer(Path home, int nodePort) {
    this.server = Server.start(ServerSettings.at(home).withPorts(0, nodePort));
  }

  public TestServer(ServerSettings settings) {
    this.server = Server.start(settings.withPorts(0, 0));
  }

  /** What was answered. */
  public record Answer(int status, String body) {
    public JsonNode json() {
      return Json.read(body, JsonNode.class);
    }

    public String message() {
      return json().path("message").asText();
    }
  }

  public Server server() {
    return server;
  }

  /** Method and path of all that people are served. */
  public List<String> served() {
    return server.served();
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer apply(String documents) {
    return post("/api/v1/documents", documents);
  }

  /** A join token, for this node or for any. */
  public String token(String wish) {
    return post("/api/v1/tokens", wish).json().path("token").asText();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
