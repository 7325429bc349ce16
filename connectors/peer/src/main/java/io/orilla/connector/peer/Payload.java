package io.orilla.connector.peer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a value, and the time when it was so, stand in what a peer sends: in JSON by their paths, or
 * as the whole of it.
 *
 * @param value absent for the whole
 * @param time absent where it has none: a number of seconds, milliseconds or microseconds since
 *     1970, by its magnitude, or text as of ISO 8601 with a zone
 */
public record Payload(Optional<JsonPath> value, Optional<JsonPath> time, Kind kind) {
  private static final ObjectReader JSON = Json.mapper().readerFor(JsonNode.class);

  /** Seconds until the year 5138, milliseconds since 1973. */
  private static final double LEAST_MILLIS = 1e11;

  private static final double LEAST_MICROS = 1e14;

  /** What a value is read as. */
  public enum Kind {
    /** What JSON says that it is; text that is no JSON is text. */
    AUTO,
    /** A number, also where it is written without decimals or as text. */
    DOUBLE,
    TEXT,
    BYTES;

    /** By the name that addresses and settings have for it. */
    @JsonCreator
    public static Kind of(String text) {
      for (Kind kind : values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("there are auto, double, text, bytes");
    }
  }

  /** A value, with its time where it has one. */
  public record Reading(Value value, OptionalLong sourceTime) {}

  /**
   * @throws OrillaException INVALID_ARGUMENT that says what is wrong with it
   */
  public Reading read(byte[] payload) {
    if (value.isEmpty() && time.isEmpty()) {
      return new Reading(whole(payload), OptionalLong.empty());
    }
    return read(parse(payload));
  }

  /** The same of what is read already. */
  public Reading read(JsonNode document) {
    JsonNode found = value.isPresent() ? value.get().in(document) : document;
    return new Reading(
        value(found),
        time.isPresent() ? OptionalLong.of(micros(time.get().in(document))) : OptionalLong.empty());
  }

  private Value whole(byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    return switch (kind) {
      case BYTES -> new Value.BytesValue(payload);
      case TEXT -> new Value.TextValue(text);
      case DOUBLE -> new Value.DoubleValue(number(text));
      case AUTO -> {
        try {
          yield value(JSON.readTree(text.strip()));
        } catch (JsonProcessingException e) {
          yield new Value.TextValue(text);
        }
      }
    };
  }

  /**
   * @throws OrillaException INVALID_ARGUMENT when it is no JSON
   */
  public static JsonNode parse(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw OrillaException.invalid(
          "it is no JSON: "
              + (e instanceof JsonProcessingException json
                  ? json.getOriginalMessage()
                  : e.getMessage()));
    }
  }

  private Value value(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      throw OrillaException.invalid("it has no value");
    }
    return switch (kind) {
      case TEXT -> new Value.TextValue(node.isTextual() ? node.asText() : node.toString());
      case BYTES -> new Value.BytesValue(node.toString().getBytes(StandardCharsets.UTF_8));
      case DOUBLE ->
          new Value.DoubleValue(node.isNumber() ? node.doubleValue() : number(node.asText()));
      case AUTO -> asItIs(node);
    };
  }

  private static Value asItIs(JsonNode node) {
    if (node.isBoolean()) {
      return new Value.BooleanValue(node.booleanValue());
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return new Value.LongValue(node.longValue());
    }
    if (node.isFloatingPointNumber()) {
      return new Value.DoubleValue(node.doubleValue());
    }
    return new Value.TextValue(node.isTextual() ? node.asText() : node.toString());
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw OrillaException.invalid("'" + shortened(text) + "' is no number");
    }
  }

  private static long micros(JsonNode time) {
    if (time.isNumber()) {
      double number = time.doubleValue();
      double perUnit = number < LEAST_MILLIS ? 1e6 : number < LEAST_MICROS ? 1e3 : 1;
      return time.isIntegralNumber()
          ? time.longValue() * (long) perUnit
          : Math.round(number * perUnit);
    }
    try {
      Instant instant = OffsetDateTime.parse(time.asText()).toInstant();
      return Micros.of(instant);
    } catch (DateTimeException e) {
      throw OrillaException.invalid(
          "'"
              + shortened(time.asText())
              + "' is no time: send 2026-03-01T06:00:00Z or milliseconds");
    }
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
