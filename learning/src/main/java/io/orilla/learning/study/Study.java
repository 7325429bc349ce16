package io.orilla.learning.study;

import io.orilla.learning.detector.Detector;
import io.orilla.learning.detector.Settings;
import io.orilla.learning.detector.Trainer;
import io.orilla.learning.evaluation.AssetRows;
import io.orilla.learning.evaluation.Evaluation;
import io.orilla.learning.evaluation.Truth;
import io.orilla.learning.study.TrialResult.Fitted;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Trials of detectors on the same rows. For every asset a detector is fitted to its first rows
 * without labels and tested on the rest; the model of an asset is chosen by the labels of the
 * others, so that its own labels say honestly what it is worth. Thread-safe.
 */
public final class Study {
  private final int trainingRows;
  private final List<AssetRows> assets;

  /**
   * @param trainingRows how many first rows of each asset are trained on
   * @throws OrillaException INVALID_ARGUMENT when an asset has no row beyond these
   */
  public Study(int trainingRows, List<AssetRows> assets) {
    this.trainingRows = trainingRows;
    this.assets = List.copyOf(assets);
    if (assets.isEmpty()) {
      throw OrillaException.invalid("there are no prepared rows of any asset to learn from");
    }
    for (AssetRows asset : assets) {
      if (asset.rows().size() <= trainingRows) {
        throw OrillaException.invalid(
            "%s has %d prepared rows, of which the first %d are trained on and the rest tested: wait for more, or give fewer trainingRows"
                .formatted(asset.asset(), asset.rows().size(), trainingRows));
      }
    }
  }

  /** Fits and tests one point of the grid on every asset. */
  public TrialResult run(Settings settings) {
    SequencedMap<AssetName, Fitted> fitted = new LinkedHashMap<>();
    for (AssetRows asset : assets) {
      fitted.put(asset.asset(), fit(settings, asset));
    }
    return new TrialResult(settings, fitted);
  }

  private Fitted fit(Settings settings, AssetRows asset) {
    try {
      Detector detector = Trainer.fit(settings, asset.training(trainingRows));
      List<Truth> truths = asset.truths().subList(trainingRows, asset.truths().size());
      return new Fitted(
          detector,
          Evaluation.confusion(
              Evaluation.decisions(detector, asset.windows(trainingRows, detector.rows())),
              truths));
    } catch (OrillaException e) {
      throw new OrillaException(
          e.code(),
          "%s with %s %s: %s"
              .formatted(asset.asset(), settings.algorithm().id(), settings.parameters(), e.text()),
          e);
    }
  }

  /**
   * Which trial an asset's model comes from: the best pooled F1 over the labels of the other
   * assets; of equals the first, which is the simpler. One trial is no choice.
   *
   * @param trials in the grid's order
   * @return the winner's index
   */
  public static int winner(List<TrialResult> trials, AssetName asset) {
    int best = 0;
    for (int trial = 1; trial < trials.size(); trial++) {
      if (objective(trials.get(trial), asset) > objective(trials.get(best), asset)) {
        best = trial;
      }
    }
    return best;
  }

  /** Worse than any where nothing was to be found and nothing was. */
  private static double objective(TrialResult trial, AssetName asset) {
    double f1 = trial.others(asset).f1();
    return Double.isNaN(f1) ? Double.NEGATIVE_INFINITY : f1;
  }
}
