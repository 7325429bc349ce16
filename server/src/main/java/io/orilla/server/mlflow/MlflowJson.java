package io.orilla.server.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.javalin.http.Context;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON as MLflow's clients write and read it: the protobuf JSON mapping with snake_case names, NaN
 * and infinities as values, and 64-bit integers as numbers or as text.
 */
public final class MlflowJson {
  /** What MLflow's own server takes at once. */
  static final int MAX_BYTES = 1_000_000;

  private static final ObjectMapper MAPPER =
      Json.mapper()
          .copy()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature())
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

  private MlflowJson() {}

  static byte[] bytes(Object answer) throws JsonProcessingException {
    return MAPPER.writeValueAsBytes(answer);
  }

  /** A request from the body or, with GET, from the query. */
  static <Q> Q request(Context context, Class<Q> type) {
    return context.method().name().equals("GET")
        ? read(MAPPER.valueToTree(query(context)).toString().getBytes(UTF_8), type)
        : read(body(context), type);
  }

  private static Map<String, Object> query(Context context) {
    return context.queryParamMap().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().size() == 1 ? entry.getValue().getFirst() : entry.getValue()));
  }

  private static byte[] body(Context context) {
    byte[] body = context.bodyAsBytes();
    if (body.length > MAX_BYTES) {
      throw OrillaException.invalid(
          "the request has "
              + body.length
              + " bytes where "
              + MAX_BYTES
              + " are allowed: send it in several");
    }
    return body;
  }

  private static <Q> Q read(byte[] json, Class<Q> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (ValueInstantiationException e) {
      if (e.getCause() instanceof OrillaException refusal) {
        throw refusal;
      }
      throw unreadable(e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static OrillaException unreadable(IOException e) {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT,
        "the request cannot be read as MLflow's JSON: " + Json.reason(e),
        e);
  }

  /** A field that MLflow demands. */
  public static <T> T required(@Nullable T value, String name) {
    if (value == null || value.equals("")) {
      throw OrillaException.invalid("Missing value for required parameter '" + name + "'");
    }
    return value;
  }
}
