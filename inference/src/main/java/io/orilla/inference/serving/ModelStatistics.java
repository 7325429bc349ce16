package io.orilla.inference.serving;

import java.util.Map;
import java.util.TreeMap;

/** What a version of a model did: the counts of Triton's statistics. Thread-safe. */
public final class ModelStatistics {
  /** What a call may cost the others of the thread that reads them. */
  private static final long QUICK = 200_000;

  /** Runs until a model is known to be quick. */
  private static final int KNOWN = 16;

  /** Sizes of batches that are counted apart; clients may send any. */
  private static final int MOST_SIZES = 128;

  private final Count success = new Count();
  private final Count failure = new Count();
  private final Count queue = new Count();
  private final Count compute = new Count();
  private final Count answer = new Count();
  private final Map<Integer, Count> batches = new TreeMap<>();
  private long rows;
  private long runs;
  private long refused;
  private long logged;
  private long unlogged;
  private long last;
  private volatile long usual = QUICK * 2;

  /**
   * How often and how long.
   *
   * @param ns all together
   */
  public record Duration(long count, long ns) {}

  /**
   * At one moment.
   *
   * @param last when the last run ended, milliseconds UTC; 0 without one
   * @param refused calls that were not taken
   * @param logged answers that were kept as predictions
   * @param unlogged answers that were to be kept, and were not
   * @param compute runs of the graph, by the calls in them
   * @param batches runs by their rows, of so many sizes at most
   */
  public record Snapshot(
      long last,
      long rows,
      long runs,
      long refused,
      long logged,
      long unlogged,
      Duration success,
      Duration failure,
      Duration queue,
      Duration compute,
      Duration answer,
      Map<Integer, Duration> batches) {}

  private static final class Count {
    private long count;
    private long ns;

    void add(long more, long nanos) {
      count += more;
      ns += nanos;
    }

    Duration now() {
      return new Duration(count, ns);
    }
  }

  /**
   * @param waited of all its calls together, nanoseconds
   */
  synchronized void ran(int calls, int batch, long waited, long computed) {
    success.add(calls, waited + calls * computed);
    queue.add(calls, waited);
    compute.add(calls, calls * computed);
    answer.add(calls, 0);
    if (batches.size() < MOST_SIZES || batches.containsKey(batch)) {
      batches.computeIfAbsent(batch, size -> new Count()).add(1, computed);
    }
    rows += batch;
    runs++;
    usual += (Math.min(computed, 4 * QUICK) - usual) / KNOWN; // one that lost its core says little
    last = System.currentTimeMillis();
  }

  /** How long it took to answer calls that were counted. */
  synchronized void answered(int calls, long nanos) {
    success.add(0, calls * nanos);
    answer.add(0, calls * nanos);
  }

  /** Whether a run usually takes so little that handing it to another thread does not pay. */
  boolean isQuick() {
    return usual < QUICK;
  }

  synchronized void failed(int calls, long nanos) {
    failure.add(calls, nanos);
  }

  synchronized void refused() {
    refused++;
  }

  /** An answer was kept as a prediction. */
  public synchronized void logged() {
    logged++;
  }

  /** An answer was to be kept, and could not be. */
  public synchronized void unlogged() {
    unlogged++;
  }

  public synchronized Snapshot now() {
    Map<Integer, Duration> sizes = new TreeMap<>();
    batches.forEach((size, count) -> sizes.put(size, count.now()));
    return new Snapshot(
        last,
        rows,
        runs,
        refused,
        logged,
        unlogged,
        success.now(),
        failure.now(),
        queue.now(),
        compute.now(),
        answer.now(),
        sizes);
  }
}
