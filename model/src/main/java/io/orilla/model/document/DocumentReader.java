package io.orilla.model.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads what people write, YAML or JSON (which is YAML), strictly: an unknown key, a wrong type or
 * a value out of bounds is refused with its path, what is allowed there, and the nearest spelling.
 * Thread-safe.
 */
public final class DocumentReader {
  private static final ObjectMapper YAML =
      Json.configure(YAMLMapper.builder(new YAMLFactory()))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> KEYS = List.of("apiVersion", "kind", "metadata", "spec");

  private DocumentReader() {}

  /** All documents of a text, in their order; a text may hold several, parted by {@code ---}. */
  public static List<Document> readAll(String text) {
    List<JsonNode> trees = new ArrayList<>();
    try (MappingIterator<JsonNode> parts = YAML.readerFor(JsonNode.class).readValues(text)) {
      parts.forEachRemaining(trees::add);
    } catch (IOException | RuntimeException e) {
      throw refused("the text is no YAML or JSON: " + line(e) + firstLine(e), e);
    }
    List<Document> documents =
        trees.stream().filter(tree -> !tree.isNull()).map(DocumentReader::document).toList();
    if (documents.isEmpty()) {
      throw new OrillaException(
          ErrorCode.INVALID_DOCUMENT,
          "the text holds no document: begin with 'apiVersion: " + Document.API_VERSION + "'");
    }
    return documents;
  }

  private static Document document(JsonNode tree) {
    if (!tree.isObject()) {
      throw refused("a document is a mapping with the keys " + String.join(", ", KEYS), null);
    }
    tree.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw refused(unknownKey(key, KEYS), null);
              }
            });
    String version = tree.path("apiVersion").asText("");
    if (!version.equals(Document.API_VERSION)) {
      throw refused(
          "apiVersion: '" + version + "' is not spoken here; write '" + Document.API_VERSION + "'",
          null);
    }
    Kind kind = Kind.of(tree.path("kind").asText(""));
    Metadata metadata = read(tree.path("metadata"), Metadata.class, "metadata");
    Spec spec = read(tree.path("spec"), kind.spec(), kind + " " + metadata.name() + ": spec");
    return new Document(version, kind, metadata, spec);
  }

  /** Reads one record strictly; {@code where} begins the path in messages. */
  public static <T> T read(JsonNode tree, Class<T> type, String where) {
    if (tree.isMissingNode() || tree.isNull()) {
      throw refused(where + " is missing", null);
    }
    try {
      return Objects.requireNonNull(YAML.treeToValue(tree, type), where);
    } catch (JsonProcessingException e) {
      Optional<UnknownKey> misspelt = UnknownKey.insteadOfMissing(e, tree, YAML);
      String what =
          misspelt.map(key -> unknownKey(key.name(), key.known())).orElseGet(() -> explain(e));
      throw refused(where + path(e) + ": " + what, e);
    }
  }

  private static String explain(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          unknownKey(unknown.getPropertyName(), known(unknown));
      case InvalidFormatException wrong ->
          "'" + wrong.getValue() + "' is no " + typeName(wrong.getTargetType()) + allowed(wrong);
      case ValueInstantiationException refused
          when refused.getCause() instanceof OrillaException cause ->
          cause.text();
      case MismatchedInputException wrong -> mismatch(wrong);
      default -> firstLine(e);
    };
  }

  private static Collection<String> known(UnrecognizedPropertyException e) {
    Collection<Object> ids = e.getKnownPropertyIds();
    return ids == null ? List.of() : new TreeSet<>(ids.stream().map(String::valueOf).toList());
  }

  private static String unknownKey(String key, Collection<String> known) {
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
      return "; allowed are "
          + List.of(type.getEnumConstants()).stream()
              .map(c -> Json.tree(c).asText())
              .collect(Collectors.joining(", "));
    }
    return e.getOriginalMessage().contains("write ")
        ? "; " + e.getOriginalMessage().replaceFirst("^.*?: ", "")
        : "";
  }

  private static String mismatch(MismatchedInputException e) {
    String message = e.getOriginalMessage();
    if (UnknownKey.isMissing(e)) {
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

  private static String typeName(@org.jspecify.annotations.Nullable Class<?> type) {
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

  private static String path(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return "";
    }
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : mapping.getPath()) {
      boolean last = reference == mapping.getPath().getLast();
      if (last && (e instanceof UnrecognizedPropertyException || UnknownKey.isMissing(mapping))) {
        break;
      }
      path.append(
          reference.getFieldName() == null
              ? "[" + reference.getIndex() + "]"
              : "." + reference.getFieldName());
    }
    return path.toString();
  }

  private static String line(Exception e) {
    Throwable said = e instanceof JsonProcessingException ? e : e.getCause();
    return said instanceof JsonProcessingException parse && parse.getLocation() != null
        ? "line " + parse.getLocation().getLineNr() + ": "
        : "";
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static OrillaException refused(
      String message, @org.jspecify.annotations.Nullable Exception cause) {
    return new OrillaException(ErrorCode.INVALID_DOCUMENT, message, cause);
  }
}
