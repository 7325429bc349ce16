package io.orilla.inference.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says beside its tensors. Those that would change the answer and that we do not
 * know are refused; others are passed over.
 */
record Parameters(Map<String, Object> values) {
  static final Parameters NONE = new Parameters(Map.of());

  static Parameters read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw OrillaException.invalid("parameters must be an object");
    }
    Map<String, Object> values = new HashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (value) {
        case VALUE_TRUE -> values.put(name, true);
        case VALUE_FALSE -> values.put(name, false);
        case VALUE_NUMBER_INT -> values.put(name, json.getLongValue());
        case VALUE_NUMBER_FLOAT -> values.put(name, json.getDoubleValue());
        case VALUE_STRING -> values.put(name, json.getText());
        default ->
            throw OrillaException.invalid(
                "parameter '" + name + "' must be a string, a number, true or false");
      }
    }
    return new Parameters(values);
  }

  Optional<Long> binarySize() {
    return typed("binary_data_size", Long.class, "a whole number");
  }

  Optional<Boolean> binary() {
    if (values.get("classification") instanceof Long classes && classes > 0) {
      throw OrillaException.invalid("classification is not served: ask for the output itself");
    }
    return typed("binary_data", Boolean.class, "true or false");
  }

  boolean binaryOutputs() {
    return typed("binary_data_output", Boolean.class, "true or false").orElse(false);
  }

  /** Triton's, in microseconds. */
  Optional<Duration> timeout() {
    return typed("timeout", Long.class, "microseconds")
        .filter(micros -> micros > 0)
        .map(micros -> Duration.ofNanos(Math.multiplyExact(Math.min(micros, 1L << 40), 1000)));
  }

  void refuseSharedMemory() {
    if (values.containsKey("shared_memory_region")) {
      throw OrillaException.invalid("shared memory is not served: send the tensor itself");
    }
  }

  void refuseSequences() {
    Object sequence = values.get("sequence_id");
    if (sequence != null && !sequence.equals(0L) && !sequence.equals("")) {
      throw OrillaException.invalid("sequences are not served: each request stands for itself");
    }
  }

  private <T> Optional<T> typed(String name, Class<T> type, String kind) {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw OrillaException.invalid("parameter '" + name + "' must be " + kind);
    }
    return Optional.ofNullable(value).map(type::cast);
  }
}
