package io.orilla.server.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A curve thinned out to what a screen can show: of each bucket of time the lowest and the highest
 * value, at the time of its first. Not thread-safe.
 */
public final class Buckets {
  private final TimeRange range;
  private final long width;
  private final Map<Long, Bucket> filled = new TreeMap<>();
  private long lastTime = Long.MIN_VALUE;
  private double last = Double.NaN;

  private record Bucket(long time, double min, double max) {
    Bucket with(Bucket other) {
      return new Bucket(
          Math.min(time, other.time), Math.min(min, other.min), Math.max(max, other.max));
    }
  }

  public Buckets(TimeRange range, int count) {
    this.range = range;
    this.width = width(range, count);
  }

  /** How much time a bucket covers, µs. */
  static long width(TimeRange range, int count) {
    return Math.max(1, Math.ceilDiv(range.to() - range.from(), count));
  }

  public void add(long time, double value) {
    add(time, value, value);
    if (time >= lastTime) {
      last(time, value);
    }
  }

  /** Some values of one bucket, the first of them at {@code time}. */
  void add(long time, double min, double max) {
    if (range.contains(time)) {
      filled.merge((time - range.from()) / width, new Bucket(time, min, max), Bucket::with);
    }
  }

  void last(long time, double value) {
    if (time >= lastTime) {
      lastTime = time;
      last = value;
    }
  }

  /** The newest value; NaN when there is none. */
  public double last() {
    return last;
  }

  /** The buckets that have a value, in order of time. */
  public Curve curve() {
    List<Long> time = new ArrayList<>();
    List<Double> min = new ArrayList<>();
    List<Double> max = new ArrayList<>();
    for (Bucket bucket : filled.values()) {
      time.add(bucket.time());
      min.add(bucket.min());
      max.add(bucket.max());
    }
    return new Curve(time, min, max);
  }

  /** Columns of the same length. */
  public record Curve(List<Long> time, List<Double> min, List<Double> max) {}
}
