package io.orilla.server.lineage;

import io.orilla.model.content.Micros;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts of one link, as text. Not thread-safe. */
final class Facts {
  private final Map<String, String> facts = new TreeMap<>();

  /** Adds a fact; what is not known is left out. */
  Facts with(String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value.toString());
    }
    return this;
  }

  Facts withTime(String name, long micros) {
    return with(name, Micros.instant(micros));
  }

  Map<String, String> all() {
    return facts;
  }
}
