package io.orilla.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.error.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Speaks the people's API as {@code server/src/main/resources/openapi.yaml} describes it. Errors of
 * the server come back as the exceptions they were. Thread-safe.
 */
public final class OrillaClient implements AutoCloseable {
  public static final URI DEFAULT_SERVER = URI.create("http://127.0.0.1:8420");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final URI server;
  private final Optional<String> token;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** As whoever works on the server's machine. */
  public OrillaClient(URI server) {
    this(server, Optional.empty());
  }

  /**
   * @param token of the API, with the role that the requests need
   */
  public OrillaClient(URI server, Optional<String> token) {
    this.server = server;
    this.token = token;
  }

  public URI server() {
    return server;
  }

  /** Applies documents in YAML or JSON, all or none; answers what became of each. */
  public JsonNode apply(String documents) {
    return send("POST", "/api/v1/documents", "application/yaml", documents);
  }

  /** What would become of the Workloads on a node; a plan for each. */
  public JsonNode plan(String node, String documents) {
    return send("POST", "/api/v1/nodes/" + encode(node) + "/plan", "application/yaml", documents);
  }

  /**
   * @param path below {@code /api/v1/}
   */
  public JsonNode get(String path) {
    return send("GET", "/api/v1/" + path, "application/json", "");
  }

  public JsonNode post(String path, Object body) {
    return send("POST", "/api/v1/" + path, "application/json", Json.text(body));
  }

  /** Posts a ZIP archive. */
  public JsonNode upload(String path, Path archive) {
    try {
      HttpRequest request =
          request("/api/v1/" + path)
              .header("Content-Type", "application/zip")
              .POST(BodyPublishers.ofFile(archive))
              .build();
      return answer(request);
    } catch (FileNotFoundException e) {
      throw OrillaException.notFound("there is no file " + archive);
    }
  }

  public void delete(String path) {
    send("DELETE", "/api/v1/" + path, "application/json", "");
  }

  /** Copies an answer as it comes, for as long as it comes. */
  public void download(String path, OutputStream into) {
    HttpRequest request = request("/api/v1/" + path).GET().build();
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() >= 400) {
        throw refused(request, response.statusCode(), body.readAllBytes());
      }
      byte[] part = new byte[8_192];
      for (int read = body.read(part); read >= 0; read = body.read(part)) {
        into.write(part, 0, read);
        into.flush();
      }
    } catch (IOException e) {
      throw new OrillaException(ErrorCode.PEER_UNAVAILABLE, path + " broke off: " + e, e);
    }
  }

  /** A task as it stands now. */
  public Task task(String id) {
    return new Task(get("tasks/" + id));
  }

  /** Query parameters, encoded, with the leading question mark. */
  public static String query(Map<String, ?> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encode(String.valueOf(entry.getValue())))
        .collect(Collectors.joining("&", "?", ""));
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode send(String method, String path, String mediaType, String body) {
    HttpRequest request =
        request(path)
            .timeout(TIMEOUT)
            .header("Content-Type", mediaType)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return answer(request);
  }

  private JsonNode answer(HttpRequest request) {
    HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
    if (response.statusCode() >= 400) {
      throw refused(request, response.statusCode(), response.body());
    }
    return response.body().length == 0
        ? Json.mapper().nullNode()
        : Json.read(response.body(), JsonNode.class);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (ConnectException e) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          "no server answers at "
              + server
              + ": start one with 'orilla server', or name another with --server",
          e);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE,
          request.method() + " " + request.uri() + " got no answer: " + e,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE, "interrupted while waiting for " + server, e);
    }
  }

  private static OrillaException refused(HttpRequest request, int status, byte[] body) {
    try {
      return Json.read(body, Problem.class).exception();
    } catch (OrillaException unreadable) {
      return new OrillaException(
          ErrorCode.INTERNAL_ERROR,
          request.uri() + " answered " + status + " with no problem that we can read",
          unreadable);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
