package io.orilla.server.lineage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that a prediction comes from.
 *
 * @param facts what the artifact says of itself, by name
 * @param href its address in the API
 */
record Link(Kind kind, String name, Map<String, String> facts, Optional<String> href) {
  Link {
    facts = new TreeMap<>(facts);
  }

  /** What is linked, nearest to the prediction first. */
  enum Kind {
    PREDICTION,
    DEPLOYMENT,
    MODEL_VERSION,
    RUN,
    PREPARED_SNAPSHOT,
    RAW_SNAPSHOT,
    SIGNALS;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
