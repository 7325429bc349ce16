package io.orilla.model.journal.packed;

/** Values of which each shares many bits with the one before. */
final class Xor {
  private Xor() {}

  static void write(BitWriter out, long[] values, int count, int width) {
    long last = 0;
    int leading = 0;
    int trailing = width;
    for (int i = 0; i < count; i++) {
      long changed = values[i] ^ last;
      last = values[i];
      if (changed == 0) {
        out.bits(0, 1);
        continue;
      }
      int zerosBefore = Long.numberOfLeadingZeros(changed) - (Long.SIZE - width);
      int zerosBehind = Long.numberOfTrailingZeros(changed);
      if (zerosBefore >= leading && zerosBehind >= trailing) {
        out.bits(0b10, 2);
      } else {
        leading = zerosBefore;
        trailing = zerosBehind;
        out.bits(0b11, 2);
        out.bits(leading, 6);
        out.bits(trailing, 6);
      }
      out.bits(changed >>> trailing, width - leading - trailing);
    }
  }

  static void read(BitReader in, long[] values, int count, int width) {
    long last = 0;
    int leading = 0;
    int trailing = width;
    for (int i = 0; i < count; i++) {
      if (in.flag()) {
        if (in.flag()) {
          leading = (int) in.bits(6);
          trailing = (int) in.bits(6);
        }
        last ^= in.bits(Math.max(0, width - leading - trailing)) << trailing;
      }
      values[i] = last;
    }
  }
}
