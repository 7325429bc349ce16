package io.orilla.pipeline;

import io.orilla.model.document.Preparation;
import io.orilla.model.document.Rule;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the samples of one asset into rows on a regular grid: a pure function of the samples in the
 * order they are given, the same on a node and in a worker. No clock is read: a row closes when
 * every signal has reached it, or when one has passed it by more than the allowed lateness. What
 * has not closed stays open; there is no end of input.
 *
 * <p>A stretch of time in which no signal has a value makes no rows. Not thread-safe.
 */
public final class Evaluator {
  private static final long NOT_YET = Long.MAX_VALUE;

  private final RowListener listener;
  private final Map<SignalName, SignalBuffer> bySignal = new HashMap<>();
  private final SignalBuffer[] buffers;
  private final long grid;
  private final long hold;
  private final long lateness;
  private final double maxMissing;
  private final Tally tally = new Tally();

  private boolean closedAny;
  private long nextRow = NOT_YET;
  private long newest = SignalBuffer.NEVER;
  private int lagging;

  public Evaluator(AssetName asset, Preparation preparation, RowListener listener) {
    this.listener = listener;
    this.grid = micros(preparation.clean().grid());
    this.hold = micros(preparation.clean().hold());
    this.lateness = micros(preparation.clean().lateness());
    this.maxMissing =
        preparation.validate().stream()
            .filter(Rule.Missing.class::isInstance)
            .mapToDouble(rule -> ((Rule.Missing) rule).maxShare())
            .min()
            .orElse(1);
    for (Preparation.Column column : preparation.signals()) {
      bySignal.put(
          asset.signal(column.name()), new SignalBuffer(new SampleCheck(preparation, column)));
    }
    this.buffers =
        preparation.signals().stream()
            .map(column -> bySignal.get(asset.signal(column.name())))
            .toArray(SignalBuffer[]::new);
  }

  /** Takes in the next sample; calls the listener for the rows that it closes. */
  public void accept(Sample sample) {
    SignalBuffer buffer = bySignal.get(sample.signal());
    if (buffer == null) {
      tally.other++;
      return;
    }
    tally.samples++;
    double number = SampleCheck.number(sample.value());
    String broken = buffer.check().broken(sample, number);
    if (broken != null) {
      aside(sample, broken);
    } else if (buffer.holds(sample.sourceTime())) {
      tally.duplicates++;
    } else if (closedAny && sample.sourceTime() <= nextRow - grid) {
      aside(sample, SampleCheck.LATE);
    } else {
      use(buffer, sample, number);
    }
  }

  public EvaluatorCounts counts() {
    return tally.counts();
  }

  private void aside(Sample sample, String rule) {
    tally.aside(rule);
    listener.aside(sample, rule);
  }

  private void use(SignalBuffer buffer, Sample sample, double number) {
    long time = sample.sourceTime();
    buffer.add(time, number, sample.quality() == Quality.UNCERTAIN);
    newest = Math.max(newest, time);
    if (!closedAny) {
      nextRow = Math.min(nextRow, gridAtOrAfter(time));
    }
    while (complete(nextRow)) {
      closedAny = true;
      close(nextRow);
    }
  }

  /** Nothing that comes in order can change the row any more. */
  private boolean complete(long row) {
    return newest > row + lateness || everySignalReached(row);
  }

  /** Begins with the signal that was behind when last asked, so that mostly one is looked at. */
  private boolean everySignalReached(long row) {
    for (int tried = 0; tried < buffers.length; tried++) {
      if (buffers[lagging].newest() < row) {
        return false;
      }
      lagging = lagging + 1 == buffers.length ? 0 : lagging + 1;
    }
    return true;
  }

  private void close(long time) {
    CellState[] states = new CellState[buffers.length];
    int missing = 0;
    for (int column = 0; column < buffers.length; column++) {
      buffers[column].advance(time);
      states[column] = buffers[column].state(time, grid, hold);
      missing += states[column] == CellState.MISSING ? 1 : 0;
    }
    if (missing == buffers.length) {
      nextRow = afterSilence();
      return;
    }
    nextRow = time + grid;
    emit(new Row(time, values(states), states, broken(missing)));
  }

  private double[] values(CellState[] states) {
    double[] values = new double[states.length];
    for (int column = 0; column < values.length; column++) {
      values[column] = states[column] == CellState.MISSING ? Double.NaN : buffers[column].value();
    }
    return values;
  }

  private @Nullable String broken(int missing) {
    return (double) missing / buffers.length > maxMissing ? Rule.Missing.ID : null;
  }

  private void emit(Row row) {
    tally.row(row);
    listener.row(row);
  }

  /** The first row with a value after a stretch without, or the first that is not complete. */
  private long afterSilence() {
    long next = NOT_YET;
    long slowest = NOT_YET;
    for (SignalBuffer buffer : buffers) {
      next = Math.min(next, buffer.next());
      slowest = Math.min(slowest, buffer.newest());
    }
    long completeThrough = Math.max(slowest, newest - lateness - 1);
    return Math.min(gridAtOrAfter(next), gridAtOrAfter(completeThrough + 1));
  }

  private long gridAtOrAfter(long time) {
    return Math.ceilDiv(time, grid) * grid;
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
