package io.orilla.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.orilla.model.content.Json;
import io.orilla.model.document.DocumentReader;

/**
 * A request's body as people write it: unknown keys and wrong types are refused with their path.
 */
public final class Body {
  private Body() {}

  /** The body as a record; an empty body is an empty object. */
  public static <T> T read(Context context, Class<T> type) {
    String text = context.body();
    JsonNode tree =
        text.isBlank() ? JsonNodeFactory.instance.objectNode() : Json.read(text, JsonNode.class);
    return DocumentReader.read(tree, type, "body");
  }
}
