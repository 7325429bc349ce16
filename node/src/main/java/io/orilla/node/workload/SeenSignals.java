package io.orilla.node.workload;

import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.SampleReader;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What the latest samples say of the signals, read from the journal when somebody asks. */
final class SeenSignals {
  private static final long LATEST = 20_000;

  private final Journal journal;

  SeenSignals(Journal journal) {
    this.journal = journal;
  }

  /**
   * A signal's latest samples.
   *
   * @param type of the last one's value, as {@code text}
   * @param numbers how many were numbers
   * @param count of all
   * @param first source time of the first, µs UTC
   * @param last source time of the last
   */
  record Seen(
      String type, int numbers, int count, long first, long last, double smallest, double largest) {
    private static Seen of(Sample sample) {
      return new Seen("", 0, 0, sample.sourceTime(), 0, Double.MAX_VALUE, -Double.MAX_VALUE)
          .and(sample);
    }

    private Seen and(Sample sample) {
      OptionalDouble number = sample.value().number();
      return new Seen(
          typeOf(sample.value()),
          numbers + (number.isPresent() ? 1 : 0),
          count + 1,
          first,
          sample.sourceTime(),
          Math.min(smallest, number.orElse(smallest)),
          Math.max(largest, number.orElse(largest)));
    }

    /** Mean time between two samples; nothing as long as there is one. */
    Duration period() {
      return count < 2
          ? Duration.ZERO
          : Duration.of((last - first) / (count - 1), ChronoUnit.MICROS);
    }

    private static String typeOf(Value value) {
      return switch (value) {
        case Value.DoubleValue _ -> "a number";
        case Value.LongValue _ -> "an integer";
        case Value.BooleanValue _ -> "a boolean";
        case Value.TextValue _ -> "text";
        case Value.BytesValue _ -> "bytes";
      };
    }
  }

  /** By signal of the asset; those that were not seen lately are not there. */
  Map<SignalName, Seen> lately(AssetName asset) {
    Map<SignalName, Seen> seen = new TreeMap<>(Comparator.comparing(SignalName::text));
    try (SampleReader reader = journal.latestSamples(LATEST)) {
      reader.forEachAvailable(
          sample -> {
            if (sample.signal().asset().equals(asset)) {
              seen.merge(sample.signal(), Seen.of(sample), (before, one) -> before.and(sample));
            }
          });
    }
    return seen;
  }
}
