package io.orilla.model.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what Jackson could not read in words that help whoever wrote it, with the path. */
record Misreading(JsonNode tree, JsonProcessingException error) {

  /** Begins with the path, as {@code .signals[0].name: …}. */
  String text() {
    List<JsonMappingException.Reference> path =
        error instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
    if (isKeyMissing()) {
      Optional<String> stray = strayKey(path);
      if (stray.isPresent()) {
        return written(path.subList(0, path.size() - 1)) + ": " + stray.get();
      }
    }
    boolean endsInKey = error instanceof UnrecognizedPropertyException;
    return written(endsInKey ? path.subList(0, path.size() - 1) : path) + ": " + explanation();
  }

  private boolean isKeyMissing() {
    return error.getOriginalMessage().startsWith("Missing required creator property")
        || error.getOriginalMessage().startsWith("Null value for creator property");
  }

  /** A key is more often misspelt than forgotten: one that the record does not know explains more. */
  private Optional<String> strayKey(List<JsonMappingException.Reference> path) {
    if (path.isEmpty() || !(path.getLast().getFrom() instanceof Class<?> type) || !type.isRecord()) {
      return Optional.empty();
    }
    Collection<String> known =
        new TreeSet<>(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
    JsonNode parent = tree;
    for (JsonMappingException.Reference step : path.subList(0, path.size() - 1)) {
      parent = step.getFieldName() == null ? parent.path(step.getIndex()) : parent.path(step.getFieldName());
    }
    return parent.properties().stream()
        .map(java.util.Map.Entry::getKey)
        .filter(key -> !known.contains(key))
        .findFirst()
        .map(key -> unknownKey(key, known));
  }

  private String explanation() {
    return switch (error) {
      case UnrecognizedPropertyException unknown ->
          unknownKey(unknown.getPropertyName(), known(unknown));
      case InvalidFormatException wrong ->
          "'" + wrong.getValue() + "' is no " + typeName(wrong.getTargetType()) + allowed(wrong);
      case ValueInstantiationException refused
          when refused.getCause() instanceof OrillaException cause ->
          cause.text();
      case MismatchedInputException wrong -> mismatch(wrong);
      default -> error.getOriginalMessage();
    };
  }

  private static Collection<String> known(UnrecognizedPropertyException e) {
    Collection<Object> ids = e.getKnownPropertyIds();
    return ids == null ? List.of() : new TreeSet<>(ids.stream().map(String::valueOf).toList());
  }

  static String unknownKey(String key, Collection<String> known) {
    return "unknown key '"
        + key
        + "'"
        + Spelling.suggestion(key, known)
        + "; allowed are "
        + String.join(", ", known);
  }

  private static String allowed(InvalidFormatException e) {
    Class<?> type = e.getTargetType();
    if (type != null && type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> Json.tree(constant).asText())
          .collect(Collectors.joining(", ", "; allowed are ", ""));
    }
    return e.getOriginalMessage().contains("write ")
        ? "; " + e.getOriginalMessage().replaceFirst("^.*?: ", "")
        : "";
  }

  private static String mismatch(MismatchedInputException e) {
    String message = e.getOriginalMessage();
    if (message.contains("creator property")) {
      return message.replaceFirst("^[^']*('[^']*').*$", "the key $1 is missing");
    }
    if (message.contains("missing type id property")) {
      return message.replaceFirst("^.*type id property '([^']*)'.*$", "the key '$1' is missing");
    }
    return "expected "
        + typeName(e.getTargetType())
        + ", "
        + message
            .replaceAll("`", "'")
            .replaceFirst("^Cannot deserialize value of type '[^']*' ", "found a value ");
  }

  private static String typeName(@Nullable Class<?> type) {
    if (type == null) {
      return "value";
    }
    return switch (type.getSimpleName()) {
      case "double", "Double", "int", "Integer", "long", "Long" -> "number";
      case "boolean", "Boolean" -> "true or false";
      case "List", "ArrayList" -> "list";
      default -> type.getSimpleName();
    };
  }

  private static String written(List<JsonMappingException.Reference> path) {
    return path.stream()
        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
        .collect(Collectors.joining());
  }
}
