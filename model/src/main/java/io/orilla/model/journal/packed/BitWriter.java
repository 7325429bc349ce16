package io.orilla.model.journal.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Appends bits, the highest first. Reused for one block after the other. */
final class BitWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[4096];
  private int length;
  private long word;
  private int free = Long.SIZE;

  void clear() {
    length = 0;
    word = 0;
    free = Long.SIZE;
  }

  void flag(boolean set) {
    bits(set ? 1 : 0, 1);
  }

  /** The lowest {@code count} bits of a value, 0 to 64. */
  void bits(long value, int count) {
    if (count == 0) {
      return;
    }
    long low = value & (-1L >>> (Long.SIZE - count));
    if (count < free) {
      free -= count;
      word |= low << free;
      return;
    }
    int rest = count - free;
    word |= low >>> rest;
    putWord();
    free = Long.SIZE - rest;
    word = rest == 0 ? 0 : low << free;
  }

  private void putWord() {
    if (bytes.length - length < Long.BYTES) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    LONG.set(bytes, length, word);
    length += Long.BYTES;
  }

  /** A number that is mostly small: groups of three bits, each behind a bit that says if more. */
  void number(long unsigned) {
    long rest = unsigned;
    while (rest >>> 3 != 0) {
      bits(0b1000 | (rest & 0b111), 4);
      rest >>>= 3;
    }
    bits(rest, 4);
  }

  void signed(long value) {
    number(Zigzag.of(value));
  }

  /** How many bytes {@link #copyTo} writes. */
  int byteLength() {
    return length + (Long.SIZE - free + 7) / 8;
  }

  /** Writes all bits, the last byte filled with zeros. */
  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, length);
    long rest = word;
    for (int i = at + length; i < at + byteLength(); i++) {
      target[i] = (byte) (rest >>> 56);
      rest <<= 8;
    }
  }
}
