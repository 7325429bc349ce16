package io.orilla.model.journal.packed;

/** Signed numbers as unsigned ones, small where they are near zero. */
final class Zigzag {
  private Zigzag() {}

  static long of(long value) {
    return value << 1 ^ value >> 63;
  }

  static long back(long unsigned) {
    return unsigned >>> 1 ^ -(unsigned & 1);
  }
}
