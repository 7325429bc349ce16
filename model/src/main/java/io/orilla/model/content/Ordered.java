package io.orilla.model.content;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Immutable copies that keep their order. {@link Map#copyOf} shuffles it anew in every process:
 * what people read would come in another order each time.
 */
public final class Ordered {
  private Ordered() {}

  /** The entries in the order of the original's iteration; null keys and values are refused. */
  public static <K, V> SequencedMap<K, V> copy(Map<K, V> original) {
    SequencedMap<K, V> copy = LinkedHashMap.newLinkedHashMap(original.size());
    original.forEach(
        (key, value) -> copy.put(Objects.requireNonNull(key), Objects.requireNonNull(value)));
    return Collections.unmodifiableSequencedMap(copy);
  }
}
