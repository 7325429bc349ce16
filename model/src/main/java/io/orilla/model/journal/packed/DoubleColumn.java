package io.orilla.model.journal.packed;

/**
 * Doubles by their bits. Plant values have few decimals: as whole numbers in units of the last one
 * they take few bits, and come back exactly (after Afroozeh and Boncz, ALP, SIGMOD 2024, there with
 * two factors). The few that do not are written whole. Where they are many, the bits of each value
 * are compared with those of the one before (after Pelkonen et al., Gorilla, VLDB 2015).
 */
final class DoubleColumn {
  private static final int DECIMAL = 0;
  private static final int DECIMAL_FLOAT = 1;
  private static final int FLOAT = 2;
  private static final int DOUBLE = 3;
  private static final int MAX_SCALE = 15;
  private static final double MAX_WHOLE = 1L << 53;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final LongColumn column = new LongColumn();
  private long[] whole = new long[0];
  private int[] exceptions = new int[0];
  private int exceptionCount;
  private int scale;

  void write(BitWriter out, long[] bits, int count) {
    if (whole.length < count) {
      whole = new long[count];
      exceptions = new int[count];
    }
    if (scaled(bits, count, false)) {
      writeDecimals(out, DECIMAL, bits, count);
    } else if (scaled(bits, count, true)) {
      writeDecimals(out, DECIMAL_FLOAT, bits, count);
    } else if (floats(bits, count)) {
      out.bits(FLOAT, 2);
      for (int i = 0; i < count; i++) {
        whole[i] = Float.floatToRawIntBits((float) Double.longBitsToDouble(bits[i])) & 0xFFFF_FFFFL;
      }
      Xor.write(out, whole, count, Integer.SIZE);
    } else {
      out.bits(DOUBLE, 2);
      Xor.write(out, bits, count, Long.SIZE);
    }
  }

  /** Scales all but a few values to whole numbers; false when there is no such scale. */
  private boolean scaled(long[] bits, int count, boolean asFloat) {
    scale = 0;
    int misses = 0;
    int allowed = count / 8;
    for (int i = 0; i < count; i++) {
      int needed = scale;
      double value = Double.longBitsToDouble(bits[i]);
      while (needed <= MAX_SCALE && !exact(value, needed, asFloat)) {
        needed++;
      }
      if (needed <= MAX_SCALE) {
        scale = needed;
      } else if (++misses > allowed) {
        return false;
      }
    }
    return fill(bits, count, allowed, asFloat);
  }

  /** At a larger scale a value may be exact no more; a miss repeats the number before it. */
  private boolean fill(long[] bits, int count, int allowed, boolean asFloat) {
    exceptionCount = 0;
    long last = 0;
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(bits[i]);
      if (exact(value, scale, asFloat)) {
        last = (long) Math.rint(value * POWERS[scale]);
      } else {
        exceptions[exceptionCount++] = i;
      }
      whole[i] = last;
    }
    return exceptionCount <= allowed;
  }

  private static boolean exact(double value, int scale, boolean asFloat) {
    double scaled = Math.rint(value * POWERS[scale]);
    return Math.abs(scaled) <= MAX_WHOLE
        && Double.doubleToRawLongBits(unscaled((long) scaled, scale, asFloat))
            == Double.doubleToRawLongBits(value);
  }

  private static double unscaled(long whole, int scale, boolean asFloat) {
    double value = whole / POWERS[scale];
    return asFloat ? (float) value : value;
  }

  private void writeDecimals(BitWriter out, int kind, long[] bits, int count) {
    out.bits(kind, 2);
    out.bits(scale, 4);
    out.number(exceptionCount);
    int after = 0;
    for (int i = 0; i < exceptionCount; i++) {
      out.number(exceptions[i] - after);
      out.bits(bits[exceptions[i]], Long.SIZE);
      after = exceptions[i] + 1;
    }
    column.write(out, whole, count);
  }

  private static boolean floats(long[] bits, int count) {
    for (int i = 0; i < count; i++) {
      float value = (float) Double.longBitsToDouble(bits[i]);
      if (Double.doubleToRawLongBits(value) != bits[i]) {
        return false;
      }
    }
    return true;
  }

  static void read(BitReader in, long[] bits, int count) {
    int kind = (int) in.bits(2);
    switch (kind) {
      case DECIMAL, DECIMAL_FLOAT -> readDecimals(in, bits, count, kind == DECIMAL_FLOAT);
      case FLOAT -> {
        Xor.read(in, bits, count, Integer.SIZE);
        for (int i = 0; i < count; i++) {
          bits[i] = Double.doubleToRawLongBits(Float.intBitsToFloat((int) bits[i]));
        }
      }
      default -> Xor.read(in, bits, count, Long.SIZE);
    }
  }

  private static void readDecimals(BitReader in, long[] bits, int count, boolean asFloat) {
    int scale = (int) in.bits(4);
    int[] at = new int[in.count(count)];
    long[] raw = new long[at.length];
    int after = 0;
    for (int i = 0; i < at.length; i++) {
      at[i] = after + in.count(count - 1 - after);
      raw[i] = in.bits(Long.SIZE);
      after = at[i] + 1;
    }
    LongColumn.read(in, bits, count);
    for (int i = 0; i < count; i++) {
      bits[i] = Double.doubleToRawLongBits(unscaled(bits[i], scale, asFloat));
    }
    for (int i = 0; i < at.length; i++) {
      bits[at[i]] = raw[i];
    }
  }
}
