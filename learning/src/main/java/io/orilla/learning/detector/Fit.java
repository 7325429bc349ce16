package io.orilla.learning.detector;

import java.util.List;

/** What was learnt of rows before limits are set. */
record Fit(Scaling scaling, List<Measure> measures) {

  static Fit of(Algorithm algorithm, List<double[]> rows) {
    Scaling scaling = Scaling.of(rows);
    List<double[]> scaled = rows.stream().map(scaling::apply).toList();
    return new Fit(scaling, Measure.of(algorithm, PrincipalAxes.of(scaled, scaling.varying())));
  }

  /** What a measure says of each row, in order. */
  double[] values(int measure, List<double[]> rows) {
    Subspace subspace = measures.get(measure).subspace();
    return rows.stream().mapToDouble(row -> subspace.squaredLength(scaling.apply(row))).toArray();
  }
}
