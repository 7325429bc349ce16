package io.orilla.connector.sparkplug;

import io.orilla.model.signal.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a host knows of an edge node since its birth: the aliases, the types, and the number of its
 * last message (Sparkplug 3.0.0, 6.4.16 to 6.4.25).
 */
final class EdgeNode {
  private static final int SEQUENCES = 256;
  private static final String BIRTH_DEATH = "bdSeq";

  private final Map<Long, Named> aliases = new HashMap<>();
  private final Map<Named, Long> types = new HashMap<>();
  private boolean born;
  private OptionalLong birth = OptionalLong.empty();
  private long sequence;

  /** A metric by its own name. */
  record Named(Origin origin, String metric) {}

  boolean isBorn() {
    return born;
  }

  /** Begins anew: nothing of an earlier life counts. */
  void bornNode(Origin origin, SparkplugPayload payload) {
    aliases.clear();
    types.clear();
    born = true;
    sequence = payload.sequence().orElse(0);
    birth = birthOf(payload);
    remember(origin, payload);
  }

  void remember(Origin origin, SparkplugPayload payload) {
    for (Metric metric : payload.metrics()) {
      Named named = new Named(origin, metric.name());
      types.put(named, metric.type().orElse(0));
      metric.alias().ifPresent(alias -> aliases.put(alias, named));
    }
  }

  /** Whether a message follows the last one; the next is expected after it in any case. */
  boolean follows(SparkplugPayload payload) {
    long expected = (sequence + 1) % SEQUENCES;
    sequence = payload.sequence().orElse(expected);
    return sequence == expected;
  }

  /** A death that was left with the broker by an earlier life says nothing of this one. */
  boolean isDeathOfThisLife(SparkplugPayload payload) {
    OptionalLong death = birthOf(payload);
    return death.isEmpty() || birth.isEmpty() || death.equals(birth);
  }

  void died() {
    born = false;
  }

  /** The metric's own name; none when its alias was never given. */
  Optional<Named> named(Origin origin, Metric metric) {
    if (!metric.name().isEmpty()) {
      return Optional.of(new Named(origin, metric.name()));
    }
    return metric.alias().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(aliases.get(metric.alias().getAsLong()));
  }

  long type(Named named) {
    return types.getOrDefault(named, 0L);
  }

  private static OptionalLong birthOf(SparkplugPayload payload) {
    return payload.metrics().stream()
        .filter(metric -> metric.name().equals(BIRTH_DEATH))
        .flatMap(metric -> metric.held().stream())
        .filter(Value.LongValue.class::isInstance)
        .mapToLong(held -> ((Value.LongValue) held).value())
        .findFirst();
  }
}
