package io.orilla.worker.tune;

import io.orilla.learning.evaluation.Confusion;
import io.orilla.learning.study.TrialResult;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.ResultDocument.Trial;
import io.orilla.worker.tracking.ActiveRun;
import io.orilla.worker.tracking.RunLog;
import java.util.Map;
import java.util.TreeMap;

/** What a trial came to, and the run in which that is written down. */
record RecordedTrial(ActiveRun run, TrialResult result) {

  /** As the result document has it: F1 by asset, without those where it is not defined. */
  Trial trial() {
    Map<String, Double> f1 = new TreeMap<>();
    result.assets().forEach((asset, fitted) -> put(f1, asset.text(), fitted.confusion().f1()));
    return new Trial(
        run.id(), result.settings().algorithm().id(), result.settings().parameters(), f1);
  }

  /** As the run has it: by asset, and of all assets together. */
  static RunLog log(TrialResult result) {
    Map<String, Double> metrics = new TreeMap<>();
    addRates(metrics, "", result.pooled());
    result
        .assets()
        .forEach(
            (asset, fitted) -> {
              String suffix = "." + asset.shortName();
              addRates(metrics, suffix, fitted.confusion());
              put(metrics, "f1_others" + suffix, result.others(asset).f1());
            });
    Map<String, String> parameters = new TreeMap<>(result.settings().parameters());
    parameters.put("algorithm", result.settings().algorithm().id());
    return new RunLog(metrics, parameters, Map.of());
  }

  /** What a model card says of the model of this asset. */
  Map<String, Double> cardMetrics(AssetName asset) {
    Map<String, Double> metrics = new TreeMap<>();
    addRates(metrics, "", result.of(asset).confusion());
    put(metrics, "f1_others", result.others(asset).f1());
    return metrics;
  }

  private static void addRates(Map<String, Double> metrics, String suffix, Confusion confusion) {
    put(metrics, "f1" + suffix, confusion.f1());
    put(metrics, "far" + suffix, confusion.falseAlarmRate());
    put(metrics, "mar" + suffix, confusion.missedAlarmRate());
    put(metrics, "without_prediction" + suffix, (double) confusion.withoutPrediction());
  }

  private static void put(Map<String, Double> metrics, String name, double value) {
    if (!Double.isNaN(value)) {
      metrics.put(name, value);
    }
  }
}
