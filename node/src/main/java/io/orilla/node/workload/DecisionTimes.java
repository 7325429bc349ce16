package io.orilla.node.workload;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/** How long a seat took for its windows, since the agent began. Thread-safe. */
final class DecisionTimes {
  private static final long HIGHEST = 60_000_000_000L;
  private static final int DIGITS = 2;

  private final AbstractHistogram sampleToJournal = histogram();
  private final AbstractHistogram own = histogram();
  private final AbstractHistogram graph = histogram();

  private static AbstractHistogram histogram() {
    return new IntCountsHistogram(1_000, HIGHEST, DIGITS);
  }

  /** One window, in nanoseconds. */
  synchronized void add(long sampleToJournalNanos, long ownNanos, long graphNanos) {
    add(sampleToJournal, sampleToJournalNanos);
    add(own, ownNanos);
    add(graph, graphNanos);
  }

  private static void add(AbstractHistogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos, 1, HIGHEST));
  }

  synchronized DecisionLatency latency() {
    return new DecisionLatency(
        own.getTotalCount(),
        micros(sampleToJournal, 50),
        micros(sampleToJournal, 99),
        micros(own, 50),
        micros(graph, 50));
  }

  private static long micros(AbstractHistogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1000;
  }
}
