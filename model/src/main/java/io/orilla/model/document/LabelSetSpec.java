package io.orilla.model.document;

import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What was really so, and when.
 *
 * @param covers the time that was looked at; outside of it nothing is known
 * @param labels what was found; within the covered time everything else is normal
 */
public record LabelSetSpec(List<Span> covers, List<Label> labels) implements Spec {
  public LabelSetSpec {
    covers = List.copyOf(covers);
    labels = List.copyOf(labels);
  }

  /**
   * 1 where the asset was labelled at this time (µs), 0 where it was not, nothing where nobody
   * looked.
   */
  public OptionalInt at(AssetName asset, long time) {
    if (covers.stream().noneMatch(span -> span.asset().equals(asset) && span.contains(time))) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        labels.stream().anyMatch(label -> label.asset().equals(asset) && label.contains(time))
            ? 1
            : 0);
  }

  /** A stretch of time of one asset, {@code from} inclusive, {@code to} exclusive. */
  public record Span(AssetName asset, Instant from, Instant to) {
    public Span {
      ordered(from, to);
    }

    boolean contains(long time) {
      return Micros.of(from) <= time && time < Micros.of(to);
    }
  }

  /** A stretch of time that has a name, {@code from} inclusive, {@code to} exclusive. */
  public record Label(AssetName asset, Instant from, Instant to, String label) {
    public Label {
      ordered(from, to);
    }

    boolean contains(long time) {
      return Micros.of(from) <= time && time < Micros.of(to);
    }
  }

  private static void ordered(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw OrillaException.invalid("from " + from + " must lie before to " + to);
    }
  }
}
