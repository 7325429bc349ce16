package io.orilla.node.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.model.content.Json;
import io.orilla.model.content.Yaml;
import io.orilla.model.document.DocumentReader;
import io.orilla.model.document.Spelling;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A record as people set it up: YAML that names only what differs from the defaults. Its keys are
 * the record's components, so a component more is a key more. Immutable.
 */
public final class SettingsText<S extends Record> {
  /** YAML's end of a document. A file without it was not written to its end. */
  static final String END = "...";

  private final String name;
  private final S defaults;
  private final Class<S> type;
  private final Set<String> keys;

  /**
   * @param name of the file, for messages
   * @param fixed components that are set elsewhere and no key here
   */
  public SettingsText(String name, S defaults, Class<S> type, Set<String> fixed) {
    this.name = name;
    this.defaults = defaults;
    this.type = type;
    this.keys = new TreeSet<>();
    Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(keys::add);
    keys.removeAll(fixed);
  }

  /**
   * @throws OrillaException INVALID_DOCUMENT naming all that is wrong
   */
  public S read(String text) {
    ObjectNode all = (ObjectNode) Json.tree(defaults);
    List<String> problems = new ArrayList<>();
    for (var written : parse(text).properties()) {
      String key = written.getKey();
      JsonNode value = merged(all.path(key), written.getValue());
      problemOf(key, value).ifPresent(problems::add);
      all.set(key, value);
    }
    if (!problems.isEmpty()) {
      throw refused(String.join("; ", problems));
    }
    return DocumentReader.read(all, type, name);
  }

  private Optional<String> problemOf(String key, JsonNode value) {
    if (!keys.contains(key)) {
      return Optional.of(
          "%s: unknown key '%s'%s; allowed are %s"
              .formatted(name, key, Spelling.suggestion(key, keys), String.join(", ", keys)));
    }
    try {
      ObjectNode alone = (ObjectNode) Json.tree(defaults);
      DocumentReader.read(alone.set(key, value), type, name);
      return Optional.empty();
    } catch (OrillaException e) {
      return Optional.of(e.text());
    }
  }

  private static JsonNode merged(JsonNode standard, JsonNode written) {
    if (!standard.isObject() || !written.isObject()) {
      return written;
    }
    ObjectNode merged = standard.deepCopy();
    written
        .properties()
        .forEach(
            entry ->
                merged.set(
                    entry.getKey(), merged(standard.path(entry.getKey()), entry.getValue())));
    return merged;
  }

  private ObjectNode parse(String text) {
    String whole = text.strip();
    if (!whole.equals(END) && !whole.endsWith("\n" + END)) {
      throw refused(
          "%s does not end with the line '%s': it was not written to its end; complete it"
              .formatted(name, END));
    }
    try {
      JsonNode tree = Yaml.mapper().readTree(whole.substring(0, whole.length() - END.length()));
      return tree instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    } catch (JsonProcessingException e) {
      throw refused(name + " is no YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  /**
   * The text with one value more or another; comments go.
   *
   * @param path keys parted by dots, as {@code journal.history}
   * @param value in YAML
   */
  String with(String text, String path, String value) {
    ObjectNode tree = parse(text);
    ObjectNode at = tree;
    List<String> steps = List.of(path.split("\\.", -1));
    for (String step : steps.subList(0, steps.size() - 1)) {
      at = at.path(step) instanceof ObjectNode below ? below : at.putObject(step);
    }
    try {
      at.set(steps.getLast(), Yaml.mapper().readTree(value));
      return tree.isEmpty() ? END + "\n" : Yaml.text(tree) + "\n" + END + "\n";
    } catch (JsonProcessingException e) {
      throw refused("'" + value + "' is no YAML value: " + e.getOriginalMessage());
    }
  }

  private static OrillaException refused(String message) {
    return new OrillaException(ErrorCode.INVALID_DOCUMENT, message);
  }
}
