package io.orilla.model.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A key that a record does not have, beside those it has. */
record UnknownKey(String name, TreeSet<String> known) {

  /** Whether the exception says that a record's component was not given. */
  static boolean isMissing(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    return message.startsWith("Missing required creator property")
        || message.startsWith("Null value for creator property");
  }

  /** A key is often missing because it was misspelt: then the misspelt one is what to report. */
  static Optional<UnknownKey> insteadOfMissing(
      JsonProcessingException e, JsonNode tree, ObjectMapper mapper) {
    if (!(e instanceof JsonMappingException mapping)
        || !isMissing(e)
        || mapping.getPath().isEmpty()
        || !(mapping.getPath().getLast().getFrom() instanceof Class<?> owner)) {
      return Optional.empty();
    }
    TreeSet<String> known = keysOf(owner, mapper);
    TreeSet<String> unknown = new TreeSet<>();
    parent(mapping.getPath(), tree).fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    return unknown.stream().findFirst().map(name -> new UnknownKey(name, known));
  }

  private static TreeSet<String> keysOf(Class<?> owner, ObjectMapper mapper) {
    JavaType type = mapper.constructType(owner);
    TreeSet<String> keys = new TreeSet<>();
    for (BeanPropertyDefinition property :
        mapper.getDeserializationConfig().introspect(type).findProperties()) {
      if (property.hasConstructorParameter()) {
        keys.add(property.getName());
      }
    }
    return keys;
  }

  private static JsonNode parent(List<JsonMappingException.Reference> path, JsonNode tree) {
    JsonNode node = tree;
    for (JsonMappingException.Reference reference : path.subList(0, path.size() - 1)) {
      node =
          reference.getFieldName() == null
              ? node.path(reference.getIndex())
              : node.path(reference.getFieldName());
    }
    return node;
  }
}
