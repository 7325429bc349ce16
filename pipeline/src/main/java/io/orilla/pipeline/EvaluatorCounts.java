package io.orilla.pipeline;

import io.orilla.model.content.Ordered;
import java.util.Map;

/**
 * What an evaluator has counted since it began: {@code samples = used + duplicates + aside}.
 *
 * @param samples of the preparation's signals
 * @param other samples of signals that the preparation does not name; not in {@code samples}
 * @param duplicates repetitions of a signal and source time; the first one was used
 * @param aside samples that were not used, by rule; late ones included
 * @param rows closed and fit for use
 * @param rowsAside closed and set aside by a rule
 * @param heldCells cells of rows in which an older value stands in
 * @param missingCells cells of rows without a value
 */
public record EvaluatorCounts(
    long samples,
    long other,
    long duplicates,
    Map<String, Long> aside,
    long rows,
    long rowsAside,
    long heldCells,
    long missingCells) {
  public EvaluatorCounts {
    aside = Ordered.copy(aside);
  }

  public long late() {
    return aside.getOrDefault(SampleCheck.LATE, 0L);
  }
}
