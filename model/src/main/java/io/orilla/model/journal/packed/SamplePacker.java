package io.orilla.model.journal.packed;

import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs samples by column: by signal, and there times, status codes and values each for themselves.
 * What comes back is equal to the bit and in the same order. Format: {@code
 * docs/format/samples.md}. Not thread-safe; reused for one block after the other, it allocates
 * little.
 */
public final class SamplePacker {
  /** No block holds more, so that a small one cannot ask for much memory. */
  public static final int MAX_SAMPLES = 1 << 16;

  private final BitWriter out = new BitWriter();
  private final LongColumn longs = new LongColumn();
  private final DoubleColumn doubles = new DoubleColumn();
  private final Map<SignalName, Integer> numbers = new HashMap<>();
  private final List<SignalName> signals = new ArrayList<>();
  private final Map<Value, Integer> strings = new HashMap<>();
  private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
  private Previous previous = Previous.NONE;
  private int[] order = new int[0];
  private int[] starts = new int[0];
  private long[] times = new long[0];
  private long[] statuses = new long[0];
  private long[] types = new long[0];
  private long[] values = new long[0];
  private long[] column = new long[0];
  private long[] lengths = new long[0];

  /**
   * @param samples 1 to {@link #MAX_SAMPLES}
   */
  public byte[] pack(List<Sample> samples) {
    return pack(samples, Previous.NONE);
  }

  /**
   * Packs what comes right behind a block of which its reader knows the samples.
   *
   * @param samples 1 to {@link #MAX_SAMPLES}
   */
  public byte[] pack(List<Sample> samples, Previous previous) {
    this.previous = previous;
    out.clear();
    texts.reset();
    strings.clear();
    ensure(samples.size());
    Sample[] all = samples.toArray(Sample[]::new);
    number(all);
    bySignal(all);
    out.number(all.length);
    Interleaving.write(out, order, all.length, signals.size());
    writeArrivals(all);
    writeTimes();
    writeUniform(statuses, all.length);
    writeUniform(types, all.length);
    writeValues();
    return joined();
  }

  private void ensure(int count) {
    if (order.length < count) {
      order = new int[count];
      times = new long[count];
      statuses = new long[count];
      types = new long[count];
      values = new long[count];
      column = new long[count];
      lengths = new long[count];
    }
  }

  /** Numbers the signals as they first occur. */
  private void number(Sample[] samples) {
    numbers.clear();
    signals.clear();
    for (SignalName signal : previous.signals()) {
      numbers.put(signal, signals.size());
      signals.add(signal);
    }
    int expected = 0;
    for (int i = 0; i < samples.length; i++) {
      SignalName signal = samples[i].signal();
      int number = expected;
      if (expected >= signals.size() || !signals.get(expected).equals(signal)) {
        Integer known = numbers.putIfAbsent(signal, signals.size());
        number = known == null ? signals.size() : known;
        if (known == null) {
          signals.add(signal);
        }
      }
      order[i] = number;
      expected = number + 1 == numbers.size() ? 0 : number + 1;
    }
  }

  /** Sorts what belongs to one signal together, in the order it came. */
  private void bySignal(Sample[] samples) {
    int count = signals.size();
    if (starts.length < count + 2) {
      starts = new int[count + 2];
    }
    Arrays.fill(starts, 0);
    for (int i = 0; i < samples.length; i++) {
      starts[order[i] + 2]++;
    }
    for (int signal = 0; signal < count; signal++) {
      starts[signal + 2] += starts[signal + 1];
    }
    for (int i = 0; i < samples.length; i++) {
      put(samples[i], starts[order[i] + 1]++);
    }
  }

  private void put(Sample sample, int at) {
    times[at] = sample.sourceTime();
    statuses[at] = sample.statusCode();
    if (sample.value() instanceof Value.DoubleValue(double number)) { // mostly; a switch is slower
      types[at] = ValueType.DOUBLE.ordinal();
      values[at] = Double.doubleToRawLongBits(number);
      return;
    }
    types[at] = ValueType.of(sample.value()).ordinal();
    values[at] =
        switch (sample.value()) {
          case Value.DoubleValue(double value) -> Double.doubleToRawLongBits(value);
          case Value.LongValue(long value) -> value;
          case Value.BooleanValue(boolean value) -> value ? 1 : 0;
          case Value.TextValue text -> string(text, text.value().getBytes(StandardCharsets.UTF_8));
          case Value.BytesValue bytes -> string(bytes, bytes.value());
        };
  }

  /** The place of a string in the list of those that occur. */
  private int string(Value value, byte[] bytes) {
    Integer known = strings.putIfAbsent(value, strings.size());
    if (known != null) {
      return known;
    }
    Varint.write(texts, bytes.length);
    texts.writeBytes(bytes);
    return strings.size() - 1;
  }

  /** What came together has one arrival time: it is written once, as the delay of the first. */
  private void writeArrivals(Sample[] samples) {
    int groups = 0;
    long last = 0;
    for (Sample sample : samples) {
      if (groups > 0 && sample.arrivalTime() == last) {
        lengths[groups - 1]++;
      } else {
        column[groups] = sample.arrivalTime() - sample.sourceTime() - previous.delay();
        lengths[groups++] = 1;
      }
      last = sample.arrivalTime();
    }
    out.number(groups);
    longs.write(out, lengths, groups);
    longs.write(out, column, groups);
  }

  /** Signals that are read together have the same times: a bit says so. */
  private void writeTimes() {
    for (int signal = 0; signal < signals.size(); signal++) {
      int from = starts[signal];
      int to = starts[signal + 1];
      if (signal > 0) {
        boolean same = Arrays.equals(times, starts[signal - 1], from, times, from, to);
        out.flag(same);
        if (same) {
          continue;
        }
      }
      for (int i = from; i < to; i++) {
        column[i - from] = times[i] - previous.time(signal, i - from);
      }
      longs.write(out, column, to - from);
    }
  }

  private void writeColumn(long[] from, int start, int end) {
    System.arraycopy(from, start, column, 0, end - start);
    longs.write(out, column, end - start);
  }

  /** Mostly all are the same; else each signal has its column. */
  private void writeUniform(long[] all, int count) {
    boolean uniform = true;
    for (int i = 1; i < count && uniform; i++) {
      uniform = all[i] == all[0];
    }
    out.flag(uniform);
    if (uniform) {
      out.number(all[0]);
      return;
    }
    for (int signal = 0; signal < signals.size(); signal++) {
      writeColumn(all, starts[signal], starts[signal + 1]);
    }
  }

  private void writeValues() {
    for (int signal = 0; signal < signals.size(); signal++) {
      int left = starts[signal + 1] - starts[signal];
      for (int type = 0; left > 0; type++) {
        left -= writeValues(signal, ValueType.ALL.get(type));
      }
    }
  }

  private int writeValues(int signal, ValueType type) {
    int count = 0;
    for (int i = starts[signal]; i < starts[signal + 1]; i++) {
      if (types[i] == type.ordinal()) {
        column[count++] = values[i];
      }
    }
    long last = previous.value(signal, type);
    if (count > 0 && type == ValueType.DOUBLE) {
      doubles.write(out, column, count, last);
    } else {
      for (int i = 0; i < count; i++) {
        column[i] -= last;
      }
      longs.write(out, column, count);
    }
    return count;
  }

  /** Names and strings first, then the bits. */
  private byte[] joined() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    List<SignalName> fresh = signals.subList(previous.signals().size(), signals.size());
    Varint.write(head, fresh.size());
    byte[] last = new byte[0];
    for (SignalName signal : fresh) {
      byte[] name = signal.text().getBytes(StandardCharsets.UTF_8);
      int shared = Arrays.mismatch(last, name);
      shared = shared < 0 ? name.length : shared;
      Varint.write(head, shared);
      Varint.write(head, name.length - shared);
      head.write(name, shared, name.length - shared);
      last = name;
    }
    Varint.write(head, strings.size());
    head.writeBytes(texts.toByteArray());
    byte[] packed = Arrays.copyOf(head.toByteArray(), head.size() + out.byteLength());
    out.copyTo(packed, head.size());
    return packed;
  }
}
