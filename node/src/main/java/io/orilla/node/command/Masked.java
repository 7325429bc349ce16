package io.orilla.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orilla.model.content.Json;
import java.util.regex.Pattern;

/** Settings as they may be shown: the values of keys that sound secret are left out. */
public final class Masked {
  private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|key).*");
  private static final JsonNode MASK = TextNode.valueOf("***");

  private Masked() {}

  public static JsonNode of(Object settings) {
    JsonNode tree = Json.tree(settings).deepCopy();
    mask(tree);
    return tree;
  }

  private static void mask(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry -> {
                if (SECRET.matcher(entry.getKey()).matches()) {
                  entry.setValue(MASK);
                }
              });
    }
    tree.forEach(Masked::mask);
  }
}
