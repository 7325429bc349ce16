package io.orilla.demo.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The simulated plant, through its control port: the story decides how fast it plays, never what.
 */
public final class Plant implements AutoCloseable {
  private final Program program;
  private final URI control;
  private final Path ledger;
  private final HttpClient http = HttpClient.newHttpClient();

  Plant(Program program, Path ledger) {
    this.program = program;
    this.ledger = ledger;
    this.control = URI.create(program.awaitReady().path("control").asText());
  }

  public String endpoint() {
    return program.description().path("endpoint").asText();
  }

  public Program program() {
    return program;
  }

  /** What was handed to subscribers, as the plant wrote it down. */
  public Path ledger() {
    return ledger;
  }

  /** Plays at this many rows a second from now on; 0 holds. */
  public void pace(double rowsPerSecond) {
    send("POST", "/pace", Json.text(Map.of("rowsPerSecond", rowsPerSecond)));
  }

  /** Ends its OPC UA server and starts another one in its place; what it plays goes on. */
  public void restart() {
    send("POST", "/restart", "");
  }

  /** Rows that every asset has served. */
  public int rowsServed() {
    return least("served");
  }

  /** Rows that every asset has to serve. */
  public int rows() {
    return least("rows");
  }

  private int least(String count) {
    return StreamSupport.stream(status().path("assets").spliterator(), false)
        .mapToInt(asset -> asset.path(count).asInt())
        .min()
        .orElse(0);
  }

  public boolean finished() {
    return status().path("finished").asBoolean();
  }

  public JsonNode status() {
    return Json.read(send("GET", "/status", ""), JsonNode.class);
  }

  /** What was really so, in the shifted time that the plant plays in. */
  public LabelSetSpec labels() {
    return Json.read(send("GET", "/labels", ""), LabelSetSpec.class);
  }

  private String send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(control.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new OrillaException(
            ErrorCode.INTERNAL_ERROR,
            "the plant answered " + response.statusCode() + " to " + path + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE, "the plant does not answer at " + control, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE, "interrupted while waiting for the plant", e);
    }
  }

  @Override
  public void close() {
    program.close();
    http.close();
  }
}
