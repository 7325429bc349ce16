package io.orilla.pipeline;

import java.util.HashMap;
import java.util.Map;

/** The running counts of one evaluator, without boxing. */
final class Tally {
  long samples;
  long other;
  long duplicates;
  private long rows;
  private long rowsAside;
  private long heldCells;
  private long missingCells;
  private final Map<String, long[]> aside = new HashMap<>();

  void aside(String rule) {
    aside.computeIfAbsent(rule, any -> new long[1])[0]++;
  }

  void row(Row row) {
    if (row.rule() == null) {
      rows++;
    } else {
      rowsAside++;
    }
    for (int column = 0; column < row.columns(); column++) {
      switch (row.state(column)) {
        case HELD -> heldCells++;
        case MISSING -> missingCells++;
        case GOOD, UNCERTAIN -> {}
      }
    }
  }

  EvaluatorCounts counts() {
    Map<String, Long> byRule = new HashMap<>();
    aside.forEach((rule, count) -> byRule.put(rule, count[0]));
    return new EvaluatorCounts(
        samples, other, duplicates, byRule, rows, rowsAside, heldCells, missingCells);
  }
}
