package io.orilla.model.journal.packed;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;

/** Reads what {@link BitWriter} wrote. */
final class BitReader {
  private final byte[] bytes;
  private final long end;
  private long at;

  BitReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from * 8L;
    this.end = bytes.length * 8L;
  }

  boolean flag() {
    return bits(1) != 0;
  }

  /** The next {@code count} bits, 0 to 64. */
  long bits(int count) {
    if (count > end - at) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "the packed samples are cut short");
    }
    long value = 0;
    for (int wanted = count; wanted > 0; ) {
      int inByte = 8 - (int) (at & 7);
      int taken = Math.min(inByte, wanted);
      int part = (bytes[(int) (at >>> 3)] & 0xFF) >>> (inByte - taken) & ((1 << taken) - 1);
      value = value << taken | part;
      at += taken;
      wanted -= taken;
    }
    return value;
  }

  /** How many ones come before a zero, or {@code limit} where there are as many. */
  int ones(int limit) {
    int ones = 0;
    while (ones < limit && flag()) {
      ones++;
    }
    return ones;
  }

  long number() {
    long value = 0;
    for (int shift = 0; ; shift += 3) {
      long group = bits(4);
      value |= (group & 0b111) << shift;
      if (group >>> 3 == 0) {
        return value;
      }
      if (shift > Long.SIZE) {
        throw new OrillaException(ErrorCode.INVALID_FORMAT, "a packed number does not end");
      }
    }
  }

  long signed() {
    return Zigzag.back(number());
  }

  /**
   * A count of things.
   *
   * @throws OrillaException INVALID_FORMAT when it is over {@code limit}
   */
  int count(int limit) {
    long count = number();
    if (count < 0 || count > limit) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "a count of " + count + " in the packed samples is over " + limit);
    }
    return (int) count;
  }
}
