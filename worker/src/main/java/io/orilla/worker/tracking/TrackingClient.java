package io.orilla.worker.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records runs over MLflow's REST API (MLflow 3, {@code /api/2.0/mlflow}). Nothing is tried again:
 * whether a lost answer had an effect is not known, and a second run would be one too many.
 * Thread-safe.
 */
public final class TrackingClient {
  private static final String PREFIX = "/api/2.0/mlflow/";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String server;
  private final HttpClient http;
  private final Clock clock;

  /**
   * @param server base address, as {@code http://127.0.0.1:8420}
   */
  public TrackingClient(String server, HttpClient http, Clock clock) {
    this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    this.http = http;
    this.clock = clock;
  }

  /**
   * The id of the experiment with this name, made when it is not there.
   *
   * @throws OrillaException PEER_UNAVAILABLE when the server does not answer, else what it refused
   */
  public String experiment(String name) {
    try {
      return named(name);
    } catch (OrillaException e) {
      if (e.code() != ErrorCode.DOES_NOT_EXIST) {
        throw e;
      }
    }
    try {
      return text(post("experiments/create", Map.of("name", name)), "/experiment_id");
    } catch (OrillaException e) {
      if (e.code() != ErrorCode.ALREADY_EXISTS) {
        throw e;
      }
      return named(name);
    }
  }

  private String named(String name) {
    String query = "?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    JsonNode answer = send(request("experiments/get-by-name" + query).GET());
    return text(answer, "/experiment/experiment_id");
  }

  /** Starts a run of an experiment, now. */
  public ActiveRun start(String experiment, String name, Map<String, String> tags) {
    Map<String, Object> body = new TreeMap<>();
    body.put("experiment_id", experiment);
    body.put("run_name", name);
    body.put("start_time", clock.millis());
    body.put("tags", RunLog.pairs(tags));
    return new ActiveRun(text(post("runs/create", body), "/run/info/run_id"), this, clock);
  }

  private static String text(JsonNode answer, String pointer) {
    JsonNode found = answer.at(pointer);
    if (!found.isValueNode()) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "the tracking server answers otherwise than MLflow: no " + pointer + " in " + answer);
    }
    return found.asText();
  }

  JsonNode post(String operation, Object body) {
    return send(
        request(operation)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  private HttpRequest.Builder request(String operation) {
    return HttpRequest.newBuilder(URI.create(server + PREFIX + operation)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest.Builder request) {
    HttpRequest sent = request.build();
    try {
      HttpResponse<byte[]> answer = http.send(sent, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw Refusal.of(sent.uri(), answer);
      }
      return Json.read(answer.body(), JsonNode.class);
    } catch (IOException e) {
      throw unavailable(sent.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(sent.uri(), e);
    }
  }

  private static OrillaException unavailable(URI uri, Exception e) {
    return new OrillaException(
        ErrorCode.PEER_UNAVAILABLE,
        "the tracking server does not answer at " + uri + " (" + e + "): is it running?",
        e);
  }
}
