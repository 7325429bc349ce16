package io.orilla.node.workload;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.IntCountsHistogram;

/**
 * How long a seat takes for its windows: for the last five hundred to thousand of them, so that
 * what is told is how it is now. Thread-safe.
 */
final class DecisionTimes {
  private static final int WINDOWS = 500;

  private Times before = new Times();
  private Times now = new Times();
  private long windows;

  /** One window, in nanoseconds. */
  synchronized void add(long sampleToJournal, long own, long graph) {
    if (now.windows() == WINDOWS) {
      Times oldest = before;
      before = now;
      now = oldest;
      now.reset();
    }
    now.add(sampleToJournal, own, graph);
    windows++;
  }

  synchronized DecisionLatency latency() {
    Times both = new Times();
    both.add(before);
    both.add(now);
    return both.latency(windows);
  }

  /** The times of some windows. */
  private static final class Times {
    private static final long HIGHEST = 60_000_000_000L;
    private static final int DIGITS = 2;

    private final AbstractHistogram sampleToJournal = histogram();
    private final AbstractHistogram own = histogram();
    private final AbstractHistogram graph = histogram();

    private static AbstractHistogram histogram() {
      return new IntCountsHistogram(1_000, HIGHEST, DIGITS);
    }

    void add(long sampleToJournalNanos, long ownNanos, long graphNanos) {
      sampleToJournal.recordValue(Math.clamp(sampleToJournalNanos, 1, HIGHEST));
      own.recordValue(Math.clamp(ownNanos, 1, HIGHEST));
      graph.recordValue(Math.clamp(graphNanos, 1, HIGHEST));
    }

    void add(Times others) {
      sampleToJournal.add(others.sampleToJournal);
      own.add(others.own);
      graph.add(others.graph);
    }

    void reset() {
      sampleToJournal.reset();
      own.reset();
      graph.reset();
    }

    long windows() {
      return own.getTotalCount();
    }

    DecisionLatency latency(long windows) {
      return new DecisionLatency(
          windows,
          micros(sampleToJournal, 50),
          micros(sampleToJournal, 99),
          micros(own, 50),
          micros(graph, 50));
    }

    private static long micros(AbstractHistogram histogram, double percentile) {
      return histogram.getValueAtPercentile(percentile) / 1000;
    }
  }
}
