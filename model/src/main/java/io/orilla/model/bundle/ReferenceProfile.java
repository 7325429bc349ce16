package io.orilla.model.bundle;

import java.util.List;

/**
 * How each signal was distributed in the training rows: counts per bin with open ends, and moments.
 */
public record ReferenceProfile(List<SignalProfile> signals) {
  public ReferenceProfile {
    signals = List.copyOf(signals);
  }

  /**
   * @param edges inner edges of the bins, rising; bin i counts values in {@code [edges[i-1],
   *     edges[i])}
   * @param counts one more than edges
   * @param missing rows without a value
   * @param m2 sum of squared differences from the mean (Welford)
   */
  public record SignalProfile(
      String signal,
      List<Double> edges,
      List<Long> counts,
      long missing,
      double mean,
      double m2,
      double min,
      double max) {
    public SignalProfile {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
    }
  }
}
