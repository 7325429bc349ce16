package io.orilla.learning.profile;

import io.orilla.model.bundle.ReferenceProfile;
import io.orilla.model.bundle.ReferenceProfile.SignalProfile;
import io.orilla.model.document.Preparation;
import io.orilla.pipeline.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/** Reference profiles: decile bins and moments of each signal in the rows trained on. */
public final class Profiles {
  private static final int BINS = 10;

  private Profiles() {}

  public static ReferenceProfile of(Preparation preparation, List<Row> rows) {
    List<String> names = preparation.names();
    return new ReferenceProfile(
        IntStream.range(0, names.size())
            .mapToObj(column -> profile(names.get(column), rows, column))
            .toList());
  }

  private static SignalProfile profile(String signal, List<Row> rows, int column) {
    double[] values =
        rows.stream()
            .filter(row -> !row.missing(column))
            .mapToDouble(row -> row.value(column))
            .toArray();
    List<Double> edges = edges(values);
    StreamingStatistics moments = new StreamingStatistics();
    Arrays.stream(values).forEach(moments::addValue);
    boolean empty = values.length == 0;
    return new SignalProfile(
        signal,
        edges,
        counts(values, edges),
        rows.size() - values.length,
        empty ? 0 : moments.getMean(),
        empty ? 0 : moments.getSecondMoment(),
        empty ? 0 : moments.getMin(),
        empty ? 0 : moments.getMax());
  }

  /** The inner deciles, each once: a signal that mostly rests has fewer. */
  private static List<Double> edges(double[] values) {
    if (values.length == 0) {
      return List.of();
    }
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(values);
    return IntStream.range(1, BINS)
        .mapToObj(decile -> percentile.evaluate(100.0 * decile / BINS))
        .distinct()
        .toList();
  }

  private static List<Long> counts(double[] values, List<Double> edges) {
    long[] counts = new long[edges.size() + 1];
    for (double value : values) {
      counts[(int) edges.stream().filter(edge -> edge <= value).count()]++;
    }
    List<Long> all = new ArrayList<>();
    Arrays.stream(counts).forEach(all::add);
    return all;
  }
}
