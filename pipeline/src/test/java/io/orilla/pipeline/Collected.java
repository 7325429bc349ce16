package io.orilla.pipeline;

import io.orilla.model.document.Preparation;
import io.orilla.model.signal.Sample;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an evaluator says. */
final class Collected implements RowListener {
  record Aside(Sample sample, String rule) {}

  final List<Row> rows = new ArrayList<>();
  final List<Aside> asides = new ArrayList<>();

  static Collected of(Preparation preparation, Iterable<Sample> samples) {
    Collected collected = new Collected();
    Evaluator evaluator = new Evaluator(Loop.ASSET, preparation, collected);
    samples.forEach(evaluator::accept);
    return collected;
  }

  @Override
  public void row(Row row) {
    rows.add(row);
  }

  @Override
  public void aside(Sample sample, String rule) {
    asides.add(new Aside(sample, rule));
  }

  /** Times of the rows in seconds since the loop's start. */
  List<Long> seconds() {
    return rows.stream().map(row -> (row.time() - Loop.START) / 1_000_000).toList();
  }
}
