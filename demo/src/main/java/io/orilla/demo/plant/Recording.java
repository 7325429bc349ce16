package io.orilla.demo.plant;

import io.orilla.model.content.Micros;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.signal.AssetName;
import java.util.List;

/**
 * What an asset will say, in the order of time.
 *
 * @param labels what was really so, in the same time
 */
record Recording(AssetName asset, List<Row> rows, List<LabelSetSpec.Label> labels) {
  Recording {
    rows = List.copyOf(rows);
    labels = List.copyOf(labels);
  }

  /**
   * All sensors at one time.
   *
   * @param time µs UTC
   * @param values in the order of {@link PlantSignal}
   */
  record Row(long time, List<Double> values) {
    Row {
      values = List.copyOf(values);
    }
  }

  /** The time that the labels speak of: all of it. */
  LabelSetSpec.Span covered() {
    return new LabelSetSpec.Span(
        asset,
        Micros.instant(rows.getFirst().time()),
        Micros.instant(rows.getLast().time() + Micros.PER_SECOND));
  }
}
