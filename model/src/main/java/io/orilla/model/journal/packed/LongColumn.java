package io.orilla.model.journal.packed;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Arrays;

/**
 * Whole numbers, in larger units where all differ by such, as differences, as places in a short
 * list of those that occur, or as runs of the same one, whichever takes the fewest bits. Reused for
 * one column after the other.
 */
final class LongColumn {
  private static final int PLAIN = 0;
  private static final int LISTED = 1;
  private static final int RUNS = 2;
  private static final int SCALED = 3;
  private static final int MAX_LISTED = 64;
  private static final long CHEAP = 24;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private final Differences plain = new Differences();
  private final Differences entryDifferences = new Differences();
  private final Differences placeDifferences = new Differences();
  private final Differences runDifferences = new Differences();
  private final Differences lengthDifferences = new Differences();
  private final long[] entries = new long[MAX_LISTED];
  private long[] scaled = new long[0];
  private long[] places = new long[0];
  private long[] runs = new long[0];
  private long[] lengths = new long[0];
  private int entryCount;
  private int runCount;

  void write(BitWriter out, long[] numbers, int count) {
    if (count == 0) {
      return;
    }
    if (places.length < count) {
      scaled = new long[count];
      places = new long[count];
      runs = new long[count];
      lengths = new long[count];
    }
    int zeros = commonZeros(numbers, count);
    if (zeros == 0) {
      writeUnscaled(out, numbers, count);
      return;
    }
    out.bits(SCALED, 2);
    out.bits(zeros, 4);
    out.signed(numbers[0]);
    for (int i = 0; i < count; i++) {
      scaled[i] = (numbers[i] - numbers[0]) / POWERS[zeros];
    }
    writeUnscaled(out, scaled, count);
  }

  /** How many zeros all differences to the first number end with; 0 where all are the same. */
  private static int commonZeros(long[] numbers, int count) {
    int zeros = POWERS.length - 1;
    boolean same = true;
    for (int i = 1; i < count && zeros > 0; i++) {
      long difference = numbers[i] - numbers[0];
      same &= difference == 0;
      while (difference % POWERS[zeros] != 0) {
        zeros--;
      }
    }
    return same ? 0 : zeros;
  }

  private void writeUnscaled(BitWriter out, long[] numbers, int count) {
    long cost = plain.choose(numbers, count);
    long listedCost = cost > CHEAP && list(numbers, count) ? listedCost(count) : Long.MAX_VALUE;
    long runsCost = cost > CHEAP && cutRuns(numbers, count) ? runsCost() : Long.MAX_VALUE;
    if (cost <= listedCost && cost <= runsCost) {
      out.bits(PLAIN, 2);
      plain.write(out, numbers, count);
    } else if (listedCost <= runsCost) {
      out.bits(LISTED, 2);
      out.number(entryCount);
      entryDifferences.write(out, entries, entryCount);
      placeDifferences.write(out, places, count);
    } else {
      out.bits(RUNS, 2);
      out.number(runCount);
      runDifferences.write(out, runs, runCount);
      lengthDifferences.write(out, lengths, runCount);
    }
  }

  /** Finds which numbers occur; false when they are too many for a list to pay. */
  private boolean list(long[] numbers, int count) {
    int limit = Math.min(MAX_LISTED, count / 2);
    entryCount = 0;
    for (int i = 0; i < count; i++) {
      if (!listed(numbers[i])) {
        if (entryCount == limit) {
          return false;
        }
        entries[entryCount++] = numbers[i];
      }
    }
    Arrays.sort(entries, 0, entryCount);
    for (int i = 0; i < count; i++) {
      places[i] = Arrays.binarySearch(entries, 0, entryCount, numbers[i]);
    }
    return true;
  }

  private boolean listed(long number) {
    for (int i = entryCount - 1; i >= 0; i--) {
      if (entries[i] == number) {
        return true;
      }
    }
    return false;
  }

  private long listedCost(int count) {
    return 8
        + entryDifferences.choose(entries, entryCount)
        + placeDifferences.choose(places, count);
  }

  /** Finds runs of the same number; false when they are too many to pay. */
  private boolean cutRuns(long[] numbers, int count) {
    int limit = count / 3;
    runCount = 0;
    for (int i = 0; i < count; i++) {
      if (i > 0 && numbers[i] == numbers[i - 1]) {
        lengths[runCount - 1]++;
      } else if (runCount == limit) {
        return false;
      } else {
        runs[runCount] = numbers[i];
        lengths[runCount++] = 1;
      }
    }
    return true;
  }

  private long runsCost() {
    return 8 + runDifferences.choose(runs, runCount) + lengthDifferences.choose(lengths, runCount);
  }

  static void read(BitReader in, long[] numbers, int count) {
    if (count == 0) {
      return;
    }
    int kind = (int) in.bits(2);
    if (kind == SCALED) {
      readScaled(in, numbers, count);
    } else {
      readUnscaled(in, kind, numbers, count);
    }
  }

  private static void readUnscaled(BitReader in, int kind, long[] numbers, int count) {
    switch (kind) {
      case PLAIN -> Differences.read(in, numbers, count);
      case LISTED -> readListed(in, numbers, count);
      case RUNS -> readRuns(in, numbers, count);
      default -> throw damaged("no kind of column has the number " + kind);
    }
  }

  private static void readScaled(BitReader in, long[] numbers, int count) {
    int zeros = (int) in.bits(4);
    if (zeros == 0 || zeros >= POWERS.length) {
      throw damaged("no column has " + zeros + " common zeros");
    }
    long first = in.signed();
    readUnscaled(in, (int) in.bits(2), numbers, count);
    for (int i = 0; i < count; i++) {
      numbers[i] = first + numbers[i] * POWERS[zeros];
    }
  }

  private static void readListed(BitReader in, long[] numbers, int count) {
    long[] entries = new long[in.count(MAX_LISTED)];
    Differences.read(in, entries, entries.length);
    Differences.read(in, numbers, count);
    for (int i = 0; i < count; i++) {
      if (numbers[i] < 0 || numbers[i] >= entries.length) {
        throw damaged("the list has no place " + numbers[i]);
      }
      numbers[i] = entries[(int) numbers[i]];
    }
  }

  private static void readRuns(BitReader in, long[] numbers, int count) {
    long[] runs = new long[in.count(count)];
    long[] lengths = new long[runs.length];
    Differences.read(in, runs, runs.length);
    Differences.read(in, lengths, lengths.length);
    int at = 0;
    for (int run = 0; run < runs.length; run++) {
      if (lengths[run] < 0 || lengths[run] > count - at) {
        throw damaged("a run is longer than its column");
      }
      Arrays.fill(numbers, at, at + (int) lengths[run], runs[run]);
      at += (int) lengths[run];
    }
    if (at != count) {
      throw damaged("the runs end before their column");
    }
  }

  private static OrillaException damaged(String what) {
    return new OrillaException(ErrorCode.INVALID_FORMAT, "packed samples are damaged: " + what);
  }
}
