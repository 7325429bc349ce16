package io.orilla.worker.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The errors of MLflow's REST API as ours. */
final class Refusal {
  private static final int SHOWN = 200;

  private Refusal() {}

  static OrillaException of(URI uri, HttpResponse<byte[]> answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    try {
      JsonNode error = Json.read(body, JsonNode.class);
      String name = error.path("error_code").asText();
      return refused(uri, code(name, answer.statusCode()), name, error.path("message").asText());
    } catch (OrillaException e) {
      String start = body.substring(0, Math.min(SHOWN, body.length()));
      return refused(uri, code("", answer.statusCode()), "" + answer.statusCode(), start);
    }
  }

  private static OrillaException refused(URI uri, ErrorCode code, String name, String message) {
    return new OrillaException(
        code, "the tracking server refused " + uri.getPath() + ": " + name + " " + message);
  }

  private static ErrorCode code(String name, int status) {
    return switch (name) {
      case "RESOURCE_DOES_NOT_EXIST" -> ErrorCode.DOES_NOT_EXIST;
      case "RESOURCE_ALREADY_EXISTS" -> ErrorCode.ALREADY_EXISTS;
      default -> status >= 500 ? ErrorCode.PEER_UNAVAILABLE : ErrorCode.INVALID_ARGUMENT;
    };
  }
}
