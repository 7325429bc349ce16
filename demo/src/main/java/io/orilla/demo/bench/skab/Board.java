package io.orilla.demo.bench.skab;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orilla.learning.parity.ParityGate;
import io.orilla.model.task.ResultDocument.Parity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the bench found.
 *
 * @param testedRows of all files
 * @param models through our trainers and graphs
 * @param published through our scorer alone; empty where nothing was published for these files
 */
record Board(
    int files,
    @JsonProperty("training_rows") int trainingRows,
    @JsonProperty("tested_rows") int testedRows,
    List<Result> models,
    List<Result> published) {
  private static final String LINE = "%-34s %6s %6s %6s %6s %5s %6s %6s %8s";

  /** As a table for people, rates in percent. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d files, a fresh model for each: trained on its first %d rows, tested on the rest (%d rows)"
            .formatted(files, trainingRows, testedRows));
    lines.add("");
    lines.add(LINE.formatted("model", "TP", "TN", "FP", "FN", "F1", "FAR %", "MAR %", "no pred."));
    models.forEach(result -> lines.add(line(result, result.model())));
    published.forEach(result -> lines.add(line(result, "published: " + result.model())));
    lines.add("");
    lines.add("no pred.: windows without prediction; the protocol counts them as normal");
    models.forEach(result -> addParity(lines, result));
    if (published.isEmpty()) {
      lines.add("published predictions: none for these files, the scorer was not checked");
    }
    return lines;
  }

  private static String line(Result result, String model) {
    return LINE.formatted(
        model,
        result.tp(),
        result.tn(),
        result.fp(),
        result.fn(),
        number(result.f1(), 1),
        number(result.far(), 100),
        number(result.mar(), 100),
        result.withoutPrediction());
  }

  private static String number(double share, double factor) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f", factor * share);
  }

  private static void addParity(List<String> lines, Result result) {
    Parity parity = result.parity();
    if (parity != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: graph against trainer on %d windows, scores within %.1e, %d decisions differ%s",
              result.model(),
              parity.rows(),
              parity.largestRelative(),
              parity.differing(),
              ParityGate.passes(parity) ? "" : ": more than the parity gate lets pass"));
    }
  }
}
