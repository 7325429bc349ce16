package io.orilla.model.journal.packed;

import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a block of samples may lean on: of each signal of the block before, when and what it was
 * last. Who packs and who unpacks make it of the same samples. Immutable.
 */
public final class Previous {
  /** Before the first block: nothing is known. */
  public static final Previous NONE = new Previous(List.of());

  private final List<SignalName> signals = new ArrayList<>();
  private final long[] times;
  private final long[] periods;
  private final long[] values;
  private final ValueType[] types;
  private final long delay;

  private Previous(List<Sample> samples) {
    Map<SignalName, Integer> numbers = new HashMap<>();
    for (Sample sample : samples) {
      numbers.computeIfAbsent(sample.signal(), this::numbered);
    }
    this.times = new long[signals.size()];
    this.periods = new long[signals.size()];
    this.values = new long[signals.size()];
    this.types = new ValueType[signals.size()];
    long delays = 0;
    for (Sample sample : samples) {
      remember(numbers.getOrDefault(sample.signal(), 0), sample);
      delays += sample.arrivalTime() - sample.sourceTime();
    }
    this.delay = samples.isEmpty() ? 0 : delays / samples.size();
  }

  private int numbered(SignalName signal) {
    signals.add(signal);
    return signals.size() - 1;
  }

  /** Of the samples of a block, in their order. */
  public static Previous of(List<Sample> samples) {
    return new Previous(samples);
  }

  private void remember(int signal, Sample sample) {
    periods[signal] = types[signal] == null ? 0 : sample.sourceTime() - times[signal];
    times[signal] = sample.sourceTime();
    types[signal] = ValueType.of(sample.value());
    values[signal] =
        switch (sample.value()) {
          case Value.DoubleValue(double value) -> Double.doubleToRawLongBits(value);
          case Value.LongValue(long value) -> value;
          case Value.BooleanValue(boolean value) -> value ? 1 : 0;
          case Value.TextValue text -> 0;
          case Value.BytesValue bytes -> 0;
        };
  }

  /** Those of the block before, as they first occurred. */
  public List<SignalName> signals() {
    return Collections.unmodifiableList(signals);
  }

  /** The source time that the so many-th sample (from 0) of a signal would have at its pace. */
  long time(int signal, int place) {
    return signal < times.length ? times[signal] + (place + 1) * periods[signal] : 0;
  }

  /** How much later than at its source a sample came, in the middle. */
  long delay() {
    return delay;
  }

  /** A signal's last value, where it was of this type. */
  long value(int signal, ValueType type) {
    return signal < types.length && types[signal] == type ? values[signal] : 0;
  }
}
