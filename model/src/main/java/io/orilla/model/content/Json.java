package io.orilla.model.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * JSON as our records are written: keys in alphabetical order, absent values left out, durations as
 * {@code 5s}, instants in ISO 8601. The bytes of one record are always the same, so they can be
 * digested and signed. Reading tolerates unknown keys, as fits what peers send; what people write
 * is read by {@link io.orilla.model.document.DocumentReader}. Thread-safe.
 */
public final class Json {
  private static final ObjectMapper MAPPER = configure(JsonMapper.builder()).build();

  /** How the parser names a place in what it read. */
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: [^;\\]]*; line: (\\d+), column: (\\d+)]");

  private Json() {}

  /** Our settings on any mapper, so that YAML follows the same rules. */
  public static <B extends com.fasterxml.jackson.databind.cfg.MapperBuilder<?, B>> B configure(
      B builder) {
    return builder
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .addModule(
            new SimpleModule()
                .addSerializer(Duration.class, new DurationText.Writer())
                .addDeserializer(Duration.class, new DurationText.Reader()))
        .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
        .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
        .configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false)
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
        .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true)
        .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS));
  }

  public static ObjectMapper mapper() {
    return MAPPER;
  }

  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR, "cannot write " + value.getClass() + " as JSON", e);
    }
  }

  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw unreadable(type, e);
    }
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw unreadable(type, e);
    }
  }

  private static OrillaException unreadable(Class<?> type, IOException e) {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT, "this is no " + type.getSimpleName() + ": " + reason(e), e);
  }

  /** Why JSON is not read, for whoever wrote it: without the parser's notes to its own users. */
  public static String reason(IOException e) {
    String reason = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
    return SOURCE.matcher(String.valueOf(reason)).replaceAll("line $1, column $2");
  }
}
