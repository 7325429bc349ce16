package io.orilla.pipeline;

import java.util.Arrays;

/**
 * The samples of one signal that rows still need: the last one at or before the row closed last,
 * and those after it in order of source time. Grows to what the lateness lets stand open, then
 * allocates nothing.
 */
final class SignalBuffer {
  /** Before all times, and far enough from the end of the range to compute with. */
  static final long NEVER = Long.MIN_VALUE;

  private final SampleCheck check;
  private long[] times = new long[8];
  private double[] values = new double[8];
  private boolean[] uncertain = new boolean[8];
  private int head;
  private int end;

  private long newest = NEVER;
  private long time = NEVER;
  private double value = Double.NaN;
  private boolean valueUncertain;

  SignalBuffer(SampleCheck check) {
    this.check = check;
  }

  SampleCheck check() {
    return check;
  }

  /** The greatest source time taken in. */
  long newest() {
    return newest;
  }

  /** The source time of the first sample after the current one; {@code Long.MAX_VALUE} if none. */
  long next() {
    return head == end ? Long.MAX_VALUE : times[head];
  }

  boolean holds(long sourceTime) {
    return sourceTime == time
        || (sourceTime <= newest && Arrays.binarySearch(times, head, end, sourceTime) >= 0);
  }

  /** Takes in a sample that is neither held nor late. */
  void add(long sourceTime, double number, boolean isUncertain) {
    makeRoom();
    int at = end;
    if (sourceTime < newest) {
      at = -Arrays.binarySearch(times, head, end, sourceTime) - 1;
      shift(at, at + 1, end - at);
    }
    times[at] = sourceTime;
    values[at] = number;
    uncertain[at] = isUncertain;
    end++;
    newest = Math.max(newest, sourceTime);
  }

  /** Makes the last sample at or before {@code row} the current one. */
  void advance(long row) {
    while (head < end && times[head] <= row) {
      time = times[head];
      value = values[head];
      valueUncertain = uncertain[head];
      head++;
    }
  }

  CellState state(long row, long grid, long hold) {
    if (time > row - grid) {
      return valueUncertain ? CellState.UNCERTAIN : CellState.GOOD;
    }
    return time >= row - hold ? CellState.HELD : CellState.MISSING;
  }

  double value() {
    return value;
  }

  private void makeRoom() {
    if (end < times.length) {
      return;
    }
    if (head < times.length / 2) {
      times = Arrays.copyOf(times, 2 * times.length);
      values = Arrays.copyOf(values, times.length);
      uncertain = Arrays.copyOf(uncertain, times.length);
      return;
    }
    shift(head, 0, end - head);
    end -= head;
    head = 0;
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(times, from, times, to, count);
    System.arraycopy(values, from, values, to, count);
    System.arraycopy(uncertain, from, uncertain, to, count);
  }
}
