package io.orilla.client;

import com.fasterxml.jackson.databind.JsonNode;

/** A task of the server as its API shows it. */
public record Task(JsonNode json) {
  public String id() {
    return json.path("id").asText();
  }

  public String state() {
    return json.path("state").asText();
  }

  public boolean ended() {
    return state().equals("SUCCEEDED") || failed();
  }

  public boolean failed() {
    return state().equals("FAILED");
  }

  public String problem() {
    return json.path("problem").path("message").asText("no reason given");
  }

  public JsonNode result() {
    return json.path("result");
  }
}
