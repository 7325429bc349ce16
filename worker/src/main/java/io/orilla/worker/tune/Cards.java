package io.orilla.worker.tune;

import io.orilla.learning.detector.Algorithm;
import io.orilla.learning.detector.Algorithm.HotellingT2;
import io.orilla.learning.detector.Algorithm.PrincipalComponents;
import io.orilla.learning.detector.Settings;
import io.orilla.learning.evaluation.AssetRows;
import io.orilla.model.bundle.ModelCard;
import io.orilla.model.content.Micros;
import io.orilla.model.task.ResultDocument.Parity;
import java.util.Map;
import java.util.TreeMap;

/** What a model says of itself to people. */
final class Cards {
  static final String PARITY = "parity_relative";

  private Cards() {}

  static ModelCard card(AssetRows asset, RecordedTrial winner, int trainingRows, Parity parity) {
    Settings settings = winner.result().settings();
    Map<String, Double> metrics = new TreeMap<>(winner.cardMetrics(asset.asset()));
    metrics.put(PARITY, parity.largestRelative());
    metrics.put("parity_differing", (double) parity.differing());
    metrics.put("parity_differing_at_limit", (double) parity.differingAtLimit());
    return new ModelCard(
        summary(asset, settings), settings.algorithm().id(), metrics, limits(asset, trainingRows));
  }

  private static String summary(AssetRows asset, Settings settings) {
    return "Anomalies of %s: %s over %d signals, mean over %d rows, alarm above %s times the limit (%s, confidence %s)"
        .formatted(
            asset.asset(),
            measure(settings.algorithm()),
            asset.preparation().signals().size(),
            settings.mean(),
            settings.factor(),
            settings.limits().id(),
            settings.confidence());
  }

  private static String measure(Algorithm algorithm) {
    return switch (algorithm) {
      case HotellingT2 t2 -> "Hotelling's T²";
      case PrincipalComponents(int components) ->
          "T² and Q of " + components + " principal components";
    };
  }

  private static String limits(AssetRows asset, int trainingRows) {
    return "Knows as normal only what %s did in %d rows from %s to %s, taken as they were: another operating point is an alarm."
        .formatted(
            asset.asset(),
            trainingRows,
            Micros.instant(asset.rows().getFirst().time()),
            Micros.instant(asset.rows().get(trainingRows - 1).time()));
  }
}
