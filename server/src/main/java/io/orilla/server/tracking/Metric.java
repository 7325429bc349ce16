package io.orilla.server.tracking;

import static io.orilla.server.mlflow.MlflowJson.required;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A point of a metric's curve.
 *
 * @param value any double; NaN and infinities are values too
 * @param timestamp milliseconds since 1970 UTC, as the client has it
 */
public record Metric(String key, double value, long timestamp, long step) {

  @JsonCreator
  static Metric received(
      @JsonProperty("key") @Nullable String key,
      @JsonProperty("value") @Nullable Double value,
      @JsonProperty("timestamp") @Nullable Long timestamp,
      @JsonProperty("step") @Nullable Long step) {
    return new Metric(
        required(key, "key"),
        required(value, "value"),
        required(timestamp, "timestamp"),
        step == null ? 0 : step);
  }
}
