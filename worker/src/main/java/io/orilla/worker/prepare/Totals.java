package io.orilla.worker.prepare;

import io.orilla.pipeline.EvaluatorCounts;
import java.util.Map;
import java.util.TreeMap;

/** The counts of all assets together, as a result document names them. */
final class Totals {
  private final Map<String, Long> counts = new TreeMap<>();

  void add(EvaluatorCounts asset) {
    add("samples", asset.samples());
    add("other", asset.other());
    add("duplicates", asset.duplicates());
    add("late", asset.late());
    add("rows", asset.rows());
    add("rows_aside", asset.rowsAside());
    add("held_cells", asset.heldCells());
    add("missing_cells", asset.missingCells());
    asset.aside().forEach((rule, count) -> add("aside " + rule, count));
  }

  private void add(String name, long count) {
    counts.merge(name, count, Long::sum);
  }

  Map<String, Long> counts() {
    return counts;
  }
}
