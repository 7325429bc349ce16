package io.orilla.model.journal.packed;

import java.util.Arrays;

/**
 * Rice's code for differences: the bits above the lowest {@code width} in unary, the others as they
 * are. Differences that are far out are written whole.
 */
final class Rice {
  /** So many ones announce a difference that is written whole. */
  private static final int ESCAPE = 24;

  /** The width that says that all differences are zero, and takes no bits for them. */
  static final int ALL_ZERO = 63;

  private final int[] lengths = new int[Long.SIZE + 1];
  private int longest;
  private int count;
  private int width;
  private long cost;

  /** Begins to look at other differences. */
  void clear() {
    Arrays.fill(lengths, 0, longest + 1, 0);
    longest = 0;
    count = 0;
  }

  void look(long difference) {
    int length = length(Zigzag.of(difference));
    lengths[length]++;
    longest = Math.max(longest, length);
    count++;
  }

  /**
   * How many bits a number has, by the exponent of a double: the agent's compiler knows no
   * instruction for it. From 2^53 on it may be one more, which only the estimate of cost sees.
   */
  private static int length(long unsigned) {
    if (unsigned <= 0) {
      return unsigned == 0 ? 0 : Long.SIZE;
    }
    return Math.getExponent((double) unsigned) + 1;
  }

  /** Chooses the width for what it has seen. */
  void choose() {
    if (lengths[0] == count) {
      width = ALL_ZERO;
      cost = 0;
      return;
    }
    int median = 0;
    for (int seen = lengths[0]; seen * 2 < count; seen += lengths[median]) {
      median++;
    }
    cost = Long.MAX_VALUE;
    for (int tried = Math.max(0, median - 3); tried < Math.min(ALL_ZERO, median + 3); tried++) {
      long bits = cost(tried);
      if (bits < cost) {
        cost = bits;
        width = tried;
      }
    }
  }

  /** About how many bits all differences take; those of one length are taken for their middle. */
  private long cost(int tried) {
    long bits = 0;
    for (int length = 0; length <= longest; length++) {
      if (lengths[length] > 0) {
        long above = length == 0 ? 0 : 3L << Math.max(0, length - 2) >>> tried;
        bits += lengths[length] * bits(length > 61 ? ESCAPE : above, tried);
      }
    }
    return bits;
  }

  private static long bits(long above, int width) {
    return above >= ESCAPE ? ESCAPE + Long.SIZE : above + 1 + width;
  }

  int width() {
    return width;
  }

  /** About how many bits the differences take in the width that was chosen. */
  long cost() {
    return cost;
  }

  static void write(BitWriter out, long difference, int width) {
    long unsigned = Zigzag.of(difference);
    long above = unsigned >>> width;
    if (above < 0 || above >= ESCAPE) {
      out.bits(-1, ESCAPE);
      out.bits(unsigned, Long.SIZE);
      return;
    }
    out.bits((2L << above) - 2, (int) above + 1);
    out.bits(unsigned, width);
  }

  static long read(BitReader in, int width) {
    int above = in.ones(ESCAPE);
    long unsigned = above == ESCAPE ? in.bits(Long.SIZE) : (long) above << width | in.bits(width);
    return Zigzag.back(unsigned);
  }
}
