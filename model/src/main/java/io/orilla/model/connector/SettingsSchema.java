package io.orilla.model.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.model.document.DocumentReader;
import io.orilla.model.document.Spelling;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The settings that a connector takes, in JSON Schema (2020-12) as far as forms need it: {@code
 * type}, {@code properties}, {@code required}, {@code items}, {@code enum}, {@code pattern}, {@code
 * minimum}, {@code maximum}, {@code default}, {@code examples}. A key that it does not name is
 * wrong. All defaults stand in it and nowhere else.
 */
public final class SettingsSchema {
  private final JsonNode schema;

  SettingsSchema(JsonNode schema) {
    this.schema = schema;
  }

  public JsonNode json() {
    return schema;
  }

  /** All that is wrong with the settings, each with its path, which begins with {@code where}. */
  public List<String> problems(JsonNode settings, String where) {
    List<String> problems = new ArrayList<>();
    check(schema, settings, where, problems);
    return problems;
  }

  /**
   * The settings with all defaults, as the connector's record.
   *
   * @throws OrillaException INVALID_DOCUMENT with all that is wrong
   */
  public <T> T read(JsonNode settings, Class<T> type) {
    return DocumentReader.read(completed(settings), type, "settings");
  }

  /**
   * The settings with all defaults.
   *
   * @throws OrillaException INVALID_DOCUMENT with all that is wrong
   */
  public JsonNode completed(JsonNode settings) {
    List<String> problems = problems(settings, "settings");
    if (!problems.isEmpty()) {
      throw new OrillaException(ErrorCode.INVALID_DOCUMENT, String.join("; ", problems));
    }
    return completed(schema, settings);
  }

  private static void check(JsonNode schema, JsonNode value, String path, List<String> problems) {
    String type = schema.path("type").asText();
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          default -> value.isNumber();
        };
    if (!fits) {
      problems.add("%s: expected %s, found %s".formatted(path, type, value) + example(schema));
    } else if (value.isObject()) {
      checkObject(schema, value, path, problems);
    } else if (value.isArray()) {
      for (int index = 0; index < value.size(); index++) {
        check(schema.path("items"), value.get(index), path + "[" + index + "]", problems);
      }
    } else {
      checkScalar(schema, value, path, problems);
    }
  }

  private static void checkObject(
      JsonNode schema, JsonNode value, String path, List<String> problems) {
    JsonNode properties = schema.path("properties");
    TreeSet<String> known = new TreeSet<>();
    properties.fieldNames().forEachRemaining(known::add);
    value
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (known.contains(key)) {
                check(properties.get(key), entry.getValue(), path + "." + key, problems);
              } else {
                problems.add(
                    "%s: unknown key '%s'%s; allowed are %s"
                        .formatted(
                            path, key, Spelling.suggestion(key, known), String.join(", ", known)));
              }
            });
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        problems.add(
            "%s: the key '%s' is missing".formatted(path, required.asText())
                + example(properties.path(required.asText())));
      }
    }
  }

  private static void checkScalar(
      JsonNode schema, JsonNode value, String path, List<String> problems) {
    if (schema.has("enum")) {
      List<String> allowed = new ArrayList<>();
      schema.get("enum").forEach(choice -> allowed.add(choice.asText()));
      if (!allowed.contains(value.asText())) {
        problems.add(
            "%s: '%s' is not one of %s%s"
                .formatted(
                    path, value.asText(), allowed, Spelling.suggestion(value.asText(), allowed)));
      }
    }
    if (schema.has("pattern") && !value.asText().matches(schema.get("pattern").asText())) {
      problems.add("%s: '%s' does not fit".formatted(path, value.asText()) + example(schema));
    }
    boolean low = schema.has("minimum") && value.asDouble() < schema.get("minimum").asDouble();
    boolean high = schema.has("maximum") && value.asDouble() > schema.get("maximum").asDouble();
    if (low || high) {
      problems.add(
          "%s: %s must lie in [%s, %s]"
              .formatted(
                  path,
                  value,
                  schema.path("minimum").asText("-∞"),
                  schema.path("maximum").asText("∞")));
    }
  }

  private static String example(JsonNode schema) {
    JsonNode example = schema.path("examples").path(0);
    return example.isMissingNode() ? "" : "; write it as " + example;
  }

  private static JsonNode completed(JsonNode schema, JsonNode value) {
    if (value instanceof ArrayNode array) {
      ArrayNode completed = array.arrayNode();
      array.forEach(item -> completed.add(completed(schema.path("items"), item)));
      return completed;
    }
    if (!(value.deepCopy() instanceof ObjectNode object)) {
      return value;
    }
    for (var property : schema.path("properties").properties()) {
      String key = property.getKey();
      if (object.has(key)) {
        object.set(key, completed(property.getValue(), object.get(key)));
      } else if (property.getValue().has("default")) {
        object.set(key, property.getValue().get("default"));
      }
    }
    return object;
  }
}
