package io.orilla.learning.study;

import io.orilla.learning.detector.Detector;
import io.orilla.learning.detector.Settings;
import io.orilla.learning.evaluation.Confusion;
import io.orilla.model.content.Ordered;
import io.orilla.model.signal.AssetName;
import java.util.Map;
import java.util.SequencedMap;

/** What one point of the grid came to: a detector for each asset, and its worth there. */
public record TrialResult(Settings settings, SequencedMap<AssetName, Fitted> assets) {
  public TrialResult {
    assets = Ordered.copy(assets);
  }

  /**
   * @param confusion over the rows of the asset that were not trained on
   */
  public record Fitted(Detector detector, Confusion confusion) {}

  /** All assets together. */
  public Confusion pooled() {
    return assets.values().stream().map(Fitted::confusion).reduce(Confusion.NONE, Confusion::plus);
  }

  /** All assets but this one together: what may choose the model of this one. */
  public Confusion others(AssetName asset) {
    return assets.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(asset))
        .map(Map.Entry::getValue)
        .map(Fitted::confusion)
        .reduce(Confusion.NONE, Confusion::plus);
  }

  /** The detector of one asset of the study, and its worth. */
  public Fitted of(AssetName asset) {
    Fitted fitted = assets.get(asset);
    if (fitted == null) {
      throw new IllegalArgumentException(asset + " is not in this study");
    }
    return fitted;
  }
}
