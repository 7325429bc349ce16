package io.orilla.server.monitor;

import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.server.record.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Counts one model's verdicts against the labels. Not thread-safe. */
final class Tally {
  private final List<LabelSetSpec> labels;
  private final Map<Prediction.Cause, Long> none = new EnumMap<>(Prediction.Cause.class);
  private Confusion confusion = Confusion.NONE;
  private long unlabelled;

  Tally(List<LabelSetSpec> labels) {
    this.labels = labels;
  }

  void count(Verdict verdict) {
    OptionalInt truth = truth(verdict);
    if (verdict.cause() != null) {
      none.merge(verdict.cause(), 1L, Long::sum);
    } else if (truth.isEmpty()) {
      unlabelled++;
    } else {
      confusion = confusion.and(verdict.decision() == Decision.ALARM, truth.getAsInt() == 1);
    }
  }

  /** 1 where any set has a label, else 0 where any covers the time, else nothing. */
  private OptionalInt truth(Verdict verdict) {
    return labels.stream()
        .map(set -> set.at(verdict.asset(), verdict.time()))
        .filter(OptionalInt::isPresent)
        .mapToInt(OptionalInt::getAsInt)
        .max();
  }

  Confusion confusion() {
    return confusion;
  }

  Map<Prediction.Cause, Long> none() {
    return none;
  }

  long unlabelled() {
    return unlabelled;
  }
}
