package io.orilla.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.demo.site.Program;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.net.URI;

/** What a node says of itself on its local page. */
public final class NodeStatus {
  private NodeStatus() {}

  public static JsonNode of(Program node) {
    URI address =
        URI.create("http://127.0.0.1:" + node.description().path("port").asInt() + "/v1/status");
    try (var in = address.toURL().openStream()) {
      return Json.read(in.readAllBytes(), JsonNode.class);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.PEER_UNAVAILABLE, node.name() + " does not answer at " + address, e);
    }
  }
}
