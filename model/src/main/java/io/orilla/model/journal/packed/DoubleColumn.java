package io.orilla.model.journal.packed;

/**
 * Doubles by their bits. Plant values have few decimals: as whole numbers in units of the last one
 * they take few bits, and come back exactly (after Afroozeh and Boncz, ALP, SIGMOD 2024, there with
 * two factors). The few that do not are written whole. Where they are many, the bits of each value
 * are compared with those of the one before (after Pelkonen et al., Gorilla, VLDB 2015).
 */
final class DoubleColumn {
  /** How a value comes back from a whole number. */
  private enum Form {
    QUOTIENT,
    /** As devices that count in tenths or hundredths are read. */
    PRODUCT,
    FLOAT_QUOTIENT;

    double value(long whole, int scale) {
      return switch (this) {
        case QUOTIENT -> whole / POWERS[scale];
        case PRODUCT -> whole * STEPS[scale];
        case FLOAT_QUOTIENT -> (float) (whole / POWERS[scale]);
      };
    }

    /** The whole number that the value comes back from, or {@link #NONE}. */
    long whole(double value, int scale) {
      double whole = Math.rint(value * POWERS[scale]);
      return Math.abs(whole) <= MAX_WHOLE
              && Double.doubleToRawLongBits(value((long) whole, scale))
                  == Double.doubleToRawLongBits(value)
          ? (long) whole
          : NONE;
    }
  }

  private static final Form[] FORMS = Form.values();
  private static final int FLOATS = FORMS.length;
  private static final int DOUBLES = FLOATS + 1;
  private static final int MAX_SCALE = 15;
  private static final int FEW_DECIMALS = 8;
  private static final int EXCEPTION_DIGITS = 22;
  private static final double MAX_WHOLE = 1L << 53;
  private static final long NONE = Long.MIN_VALUE;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };
  private static final double[] STEPS = {
    1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14,
    1e-15
  };

  private final LongColumn column = new LongColumn();
  private long[] whole = new long[0];
  private int[] exceptions = new int[0];
  private int exceptionCount;
  private Form form = FORMS[0];
  private int scale;

  /**
   * @param previous bits of the value before the first, 0 where there is none
   */
  void write(BitWriter out, long[] bits, int count, long previous) {
    if (whole.length < count) {
      whole = new long[count];
      exceptions = new int[count];
    }
    if (scale(bits, count) <= count / 8) {
      writeDecimals(out, bits, count, previous);
    } else if (floats(bits, count)) {
      out.bits(FLOATS, 3);
      for (int i = 0; i < count; i++) {
        whole[i] = Float.floatToRawIntBits((float) Double.longBitsToDouble(bits[i])) & 0xFFFF_FFFFL;
      }
      Xor.write(out, whole, count, Integer.SIZE);
    } else {
      out.bits(DOUBLES, 3);
      Xor.write(out, bits, count, Long.SIZE);
    }
  }

  /**
   * Scales in the form that takes the fewest digits, mostly the first; returns how many exceptions
   * there are. Sixteen digits are exact in a form that is not the value's own: few are what is
   * looked for.
   */
  private int scale(long[] bits, int count) {
    Form shortest = FORMS[0];
    int fewest = Integer.MAX_VALUE;
    for (Form tried : FORMS) {
      int misses = scale(bits, count, tried);
      if (misses == 0 && scale <= FEW_DECIMALS) {
        return 0;
      }
      int digits = misses * EXCEPTION_DIGITS + count * scale;
      if (digits < fewest) {
        fewest = digits;
        shortest = tried;
      }
    }
    return scale(bits, count, shortest);
  }

  /** Scales all values to whole numbers; returns how many do not come back from these. */
  private int scale(long[] bits, int count, Form tried) {
    form = tried;
    scale = 0;
    int misses = 0;
    for (int i = 0; i < count && misses <= count / 8; i++) {
      double value = Double.longBitsToDouble(bits[i]);
      int needed = scale;
      while (needed <= MAX_SCALE && form.whole(value, needed) == NONE) {
        needed++;
      }
      if (needed <= MAX_SCALE) {
        scale = needed;
      } else {
        misses++;
      }
    }
    return misses > count / 8 ? count : fill(bits, count);
  }

  /** At a larger scale a value may be exact no more; a miss repeats the number before it. */
  private int fill(long[] bits, int count) {
    exceptionCount = 0;
    long last = 0;
    for (int i = 0; i < count; i++) {
      long number = form.whole(Double.longBitsToDouble(bits[i]), scale);
      if (number == NONE) {
        exceptions[exceptionCount++] = i;
      } else {
        last = number;
      }
      whole[i] = last;
    }
    return exceptionCount;
  }

  private void writeDecimals(BitWriter out, long[] bits, int count, long previous) {
    out.bits(form.ordinal(), 3);
    out.bits(scale, 4);
    out.number(exceptionCount);
    int after = 0;
    for (int i = 0; i < exceptionCount; i++) {
      out.number(exceptions[i] - after);
      out.bits(bits[exceptions[i]], Long.SIZE);
      after = exceptions[i] + 1;
    }
    long last = near(previous, scale);
    for (int i = 0; i < count; i++) {
      whole[i] -= last;
    }
    column.write(out, whole, count);
  }

  /** A value in units of a decimal, whether it comes back from it or not. */
  private static long near(long bits, int scale) {
    return (long) (Double.longBitsToDouble(bits) * POWERS[scale]);
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

  static void read(BitReader in, long[] bits, int count, long previous) {
    int kind = (int) in.bits(3);
    if (kind < FLOATS) {
      readDecimals(in, bits, count, FORMS[kind], previous);
      return;
    }
    Xor.read(in, bits, count, kind == FLOATS ? Integer.SIZE : Long.SIZE);
    for (int i = 0; kind == FLOATS && i < count; i++) {
      bits[i] = Double.doubleToRawLongBits(Float.intBitsToFloat((int) bits[i]));
    }
  }

  private static void readDecimals(BitReader in, long[] bits, int count, Form form, long previous) {
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
    long last = near(previous, scale);
    for (int i = 0; i < count; i++) {
      bits[i] = Double.doubleToRawLongBits(form.value(last + bits[i], scale));
    }
    for (int i = 0; i < at.length; i++) {
      bits[at[i]] = raw[i];
    }
  }
}
