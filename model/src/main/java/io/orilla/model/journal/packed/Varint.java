package io.orilla.model.journal.packed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Unsigned numbers in as few bytes as they need: seven bits each, the lowest first. */
public final class Varint {
  private Varint() {}

  public static void write(ByteArrayOutputStream out, long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  public static void writeSigned(ByteArrayOutputStream out, long number) {
    write(out, Zigzag.of(number));
  }

  public static long readSigned(ByteBuffer in) {
    return Zigzag.back(read(in));
  }

  /** Reads a number; one that never ends runs into the buffer's end. */
  public static long read(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }
}
