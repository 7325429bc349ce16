package io.orilla.model.journal.packed;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gives back what {@link SamplePacker} packed. It is used for one block. */
public final class SampleUnpacker {
  private final Previous previous;
  private final SignalName[] signals;
  private final byte[][] strings;
  private final BitReader in;
  private final int[] order;
  private final int[] starts;
  private final long[] times;
  private final long[] statuses;
  private final long[] types;
  private final Value[] values;

  /**
   * @param from where in {@code bytes} the packed samples begin; they end with them
   * @throws OrillaException INVALID_FORMAT when they are cut short or damaged
   */
  public static List<Sample> unpack(byte[] bytes, int from) {
    return unpack(bytes, from, Previous.NONE);
  }

  /**
   * As {@link #unpack(byte[], int)}, of what leans on the block before.
   *
   * @param previous that it was packed with; with another one the samples are others
   */
  public static List<Sample> unpack(byte[] bytes, int from, Previous previous) {
    try {
      return new SampleUnpacker(bytes, from, previous).samples();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "the packed samples are cut short or damaged", e);
    }
  }

  private SampleUnpacker(byte[] bytes, int from, Previous previous) {
    ByteBuffer head = ByteBuffer.wrap(bytes).position(from);
    this.previous = previous;
    this.signals = names(head, previous.signals());
    this.strings = strings(head);
    this.in = new BitReader(bytes, head.position());
    int count = in.count(SamplePacker.MAX_SAMPLES);
    this.order = new int[count];
    this.times = new long[count];
    this.statuses = new long[count];
    this.types = new long[count];
    this.values = new Value[count];
    this.starts = new int[signals.length + 1];
  }

  private static SignalName[] names(ByteBuffer head, List<SignalName> known) {
    SignalName[] names = known.toArray(new SignalName[known.size() + length(head)]);
    byte[] last = new byte[0];
    for (int i = known.size(); i < names.length; i++) {
      int shared = length(head);
      int own = length(head);
      last = Arrays.copyOf(Arrays.copyOf(last, shared), shared + own);
      head.get(last, shared, own);
      names[i] = new SignalName(new String(last, StandardCharsets.UTF_8));
    }
    return names;
  }

  private static byte[][] strings(ByteBuffer head) {
    byte[][] strings = new byte[length(head)][];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = new byte[length(head)];
      head.get(strings[i]);
    }
    return strings;
  }

  /** Of something that takes at least a byte for each. */
  private static int length(ByteBuffer head) {
    long length = Varint.read(head);
    if (length < 0 || length > head.capacity()) {
      throw damaged();
    }
    return (int) length;
  }

  private List<Sample> samples() {
    Interleaving.read(in, order, signals.length);
    for (int signal : order) {
      starts[signal + 1]++;
    }
    for (int signal = 0; signal < signals.length; signal++) {
      starts[signal + 1] += starts[signal];
    }
    int groups = in.count(order.length);
    long[] lengths = new long[groups];
    long[] delays = new long[groups];
    LongColumn.read(in, lengths, groups);
    LongColumn.read(in, delays, groups);
    readTimes();
    readUniform(statuses);
    readUniform(types);
    readValues();
    return inOrder(lengths, delays);
  }

  private void readTimes() {
    for (int signal = 0; signal < signals.length; signal++) {
      if (signal > 0 && in.flag()) {
        System.arraycopy(times, starts[signal - 1], times, starts[signal], size(signal));
      } else {
        readColumn(times, signal);
        for (int i = starts[signal]; i < starts[signal + 1]; i++) {
          times[i] += previous.time(signal, i - starts[signal]);
        }
      }
    }
  }

  private int size(int signal) {
    return starts[signal + 1] - starts[signal];
  }

  private void readColumn(long[] to, int signal) {
    long[] column = new long[size(signal)];
    LongColumn.read(in, column, column.length);
    System.arraycopy(column, 0, to, starts[signal], column.length);
  }

  private void readUniform(long[] all) {
    if (in.flag()) {
      Arrays.fill(all, in.number());
      return;
    }
    for (int signal = 0; signal < signals.length; signal++) {
      readColumn(all, signal);
    }
  }

  private void readValues() {
    long[] column = new long[order.length];
    for (int signal = 0; signal < signals.length; signal++) {
      for (ValueType type : ValueType.ALL) {
        int count = 0;
        for (int i = starts[signal]; i < starts[signal + 1]; i++) {
          count += types[i] == type.ordinal() ? 1 : 0;
        }
        readValues(column, count, type, previous.value(signal, type));
        place(column, signal, type);
      }
    }
  }

  private void readValues(long[] column, int count, ValueType type, long last) {
    if (count > 0 && type == ValueType.DOUBLE) {
      DoubleColumn.read(in, column, count, last);
      return;
    }
    LongColumn.read(in, column, count);
    for (int i = 0; i < count; i++) {
      column[i] += last;
    }
  }

  private void place(long[] column, int signal, ValueType type) {
    int next = 0;
    for (int i = starts[signal]; i < starts[signal + 1]; i++) {
      if (types[i] == type.ordinal()) {
        values[i] = value(type, column[next++]);
      }
    }
  }

  private Value value(ValueType type, long number) {
    return switch (type) {
      case DOUBLE -> new Value.DoubleValue(Double.longBitsToDouble(number));
      case LONG -> new Value.LongValue(number);
      case BOOLEAN -> new Value.BooleanValue(number != 0);
      case TEXT -> new Value.TextValue(new String(string(number), StandardCharsets.UTF_8));
      case BYTES -> new Value.BytesValue(string(number).clone());
    };
  }

  private byte[] string(long place) {
    if (place < 0 || place >= strings.length) {
      throw damaged();
    }
    return strings[(int) place];
  }

  private List<Sample> inOrder(long[] lengths, long[] delays) {
    List<Sample> samples = new ArrayList<>(order.length);
    int[] next = starts.clone();
    int group = -1;
    long left = 0;
    long arrival = 0;
    for (int signal : order) {
      int at = next[signal]++;
      if (left == 0) {
        left = lengths[++group];
        arrival = times[at] + previous.delay() + delays[group];
      }
      left--;
      samples.add(new Sample(signals[signal], times[at], arrival, values[at], statuses[at]));
    }
    return samples;
  }

  private static OrillaException damaged() {
    return new OrillaException(
        ErrorCode.INVALID_FORMAT, "the packed samples are cut short or damaged");
  }
}
