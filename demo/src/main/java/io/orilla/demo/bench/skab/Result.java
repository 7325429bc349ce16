package io.orilla.demo.bench.skab;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orilla.learning.evaluation.Confusion;
import io.orilla.model.task.ResultDocument.Parity;
import org.jspecify.annotations.Nullable;

/**
 * A line of the board. The protocol counts a row without a prediction as normal; how many there
 * were is counted apart.
 *
 * @param f1 0 to 1, as are the false alarm rate {@code far} and the missed alarm rate {@code mar}
 * @param parity of the graph with its trainer; absent where only decisions were published
 */
record Result(
    String model,
    long tp,
    long tn,
    long fp,
    long fn,
    double f1,
    double far,
    double mar,
    @JsonProperty("without_prediction") long withoutPrediction,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Parity parity) {

  static Result of(String model, Confusion counts, @Nullable Parity parity) {
    return new Result(
        model,
        counts.truePositive(),
        counts.trueNegative(),
        counts.falsePositive(),
        counts.falseNegative(),
        counts.f1(),
        counts.falseAlarmRate(),
        counts.missedAlarmRate(),
        counts.withoutPrediction(),
        parity);
  }
}
