package io.orilla.demo.plant;

import io.orilla.model.content.Micros;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.signal.AssetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers labelled rows that follow each other into labels. */
final class Episodes {
  private final AssetName asset;
  private final List<LabelSetSpec.Label> labels = new ArrayList<>();
  private Optional<String> open = Optional.empty();
  private long since;
  private long last;

  Episodes(AssetName asset) {
    this.asset = asset;
  }

  /**
   * @param label of the row; empty when all was normal
   */
  void row(long time, Optional<String> label) {
    if (!label.equals(open)) {
      close(time);
      open = label;
      since = time;
    }
    last = time;
  }

  /** The labels; one that is still open ends a second after the last row. */
  List<LabelSetSpec.Label> labels() {
    close(last + Micros.PER_SECOND);
    open = Optional.empty();
    return List.copyOf(labels);
  }

  private void close(long until) {
    open.ifPresent(
        label ->
            labels.add(
                new LabelSetSpec.Label(
                    asset, Micros.instant(since), Micros.instant(until), label)));
  }
}
