package io.orilla.connector.modbus;

/**
 * Where the bytes of a value in several registers stand. The protocol says it for the two bytes of
 * a register alone; makers differ in the rest. A is the highest byte.
 */
enum ByteOrder {
  /** As the protocol would have it. */
  ABCD(false, false),
  /** The lower register first. */
  CDAB(true, false),
  /** The bytes of each register swapped. */
  BADC(false, true),
  /** The lowest byte first. */
  DCBA(true, true);

  private final boolean registersSwapped;
  private final boolean bytesSwapped;

  ByteOrder(boolean registersSwapped, boolean bytesSwapped) {
    this.registersSwapped = registersSwapped;
    this.bytesSwapped = bytesSwapped;
  }

  /** The value's bytes, the highest first. */
  byte[] highestFirst(byte[] registers) {
    byte[] bytes = new byte[registers.length];
    int count = registers.length / 2;
    for (int register = 0; register < count; register++) {
      int from = 2 * (registersSwapped ? count - 1 - register : register);
      bytes[2 * register] = registers[bytesSwapped ? from + 1 : from];
      bytes[2 * register + 1] = registers[bytesSwapped ? from : from + 1];
    }
    return bytes;
  }
}
