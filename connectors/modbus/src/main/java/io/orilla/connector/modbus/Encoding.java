package io.orilla.connector.modbus;

import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What a value's bytes, the highest first, mean. */
enum Encoding {
  BOOL(1),
  UINT16(1),
  INT16(1),
  UINT32(2),
  INT32(2),
  UINT64(4),
  INT64(4),
  FLOAT32(2),
  FLOAT64(4),
  TEXT(0),
  BYTES(0);

  private final int registers;

  Encoding(int registers) {
    this.registers = registers;
  }

  static Encoding of(String text) {
    return Arrays.stream(values())
        .filter(encoding -> encoding.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there are " + Arrays.stream(values()).map(Encoding::text).toList()));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many registers it takes; 0 where the address says. */
  int registers() {
    return registers;
  }

  boolean isWhole() {
    return ordinal() >= UINT16.ordinal() && ordinal() <= INT64.ordinal();
  }

  /** Whole numbers stay whole; one above the largest long is text, never a rounded double. */
  Value value(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return switch (this) {
      case BOOL -> new Value.BooleanValue(bytes[bytes.length - 1] != 0);
      case UINT16, INT16, UINT32, INT32, INT64 -> new Value.LongValue(whole(buffer));
      case UINT64 -> {
        long number = whole(buffer);
        yield number >= 0
            ? new Value.LongValue(number)
            : new Value.TextValue(Long.toUnsignedString(number));
      }
      case FLOAT32 -> new Value.DoubleValue(buffer.getFloat());
      case FLOAT64 -> new Value.DoubleValue(buffer.getDouble());
      case TEXT -> new Value.TextValue(text(bytes));
      case BYTES -> new Value.BytesValue(bytes);
    };
  }

  private long whole(ByteBuffer buffer) {
    return switch (this) {
      case UINT16 -> Short.toUnsignedLong(buffer.getShort());
      case INT16 -> buffer.getShort();
      case UINT32 -> Integer.toUnsignedLong(buffer.getInt());
      case INT32 -> buffer.getInt();
      default -> buffer.getLong();
    };
  }

  /** Up to the first zero byte, as devices fill what a text leaves. */
  private static String text(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8).stripTrailing();
  }

  /**
   * The bytes that say a value, the highest first: the inverse of {@link #value}. Whole numbers are
   * rounded to the nearest.
   *
   * @param registers how many a text or bytes may fill
   * @throws OrillaException INVALID_ARGUMENT when it cannot be said so
   */
  byte[] bytes(Value value, int registers) {
    return switch (this) {
      case BOOL -> ByteBuffer.allocate(2).putShort((short) (isSet(value) ? 1 : 0)).array();
      case FLOAT32 -> ByteBuffer.allocate(4).putFloat((float) number(value)).array();
      case FLOAT64 -> ByteBuffer.allocate(8).putDouble(number(value)).array();
      case UINT16, INT16, UINT32, INT32, UINT64, INT64 -> whole(whole(value));
      case TEXT -> filled(value.text().getBytes(StandardCharsets.UTF_8), registers);
      case BYTES -> throw unfit(value);
    };
  }

  boolean isSet(Value value) {
    return number(value) != 0;
  }

  private double number(Value value) {
    double number = value.number().orElseThrow(() -> unfit(value));
    if (!Double.isFinite(number) || this == FLOAT32 && Math.abs(number) > Float.MAX_VALUE) {
      throw unfit(value);
    }
    return number;
  }

  private long whole(Value value) {
    if (value instanceof Value.LongValue(long number)) {
      return number;
    }
    double number = Math.rint(number(value));
    if (Math.abs(number) >= 0x1p63) {
      throw unfit(value);
    }
    return (long) number;
  }

  private byte[] whole(long number) {
    int bits = 16 * registers;
    boolean signed = this == INT16 || this == INT32 || this == INT64;
    long least = signed ? -1L << (bits - 1) : 0;
    long most = signed || bits == Long.SIZE ? -1L >>> (Long.SIZE - bits + 1) : (1L << bits) - 1;
    if (number < least || number > most) {
      throw unfit(new Value.LongValue(number));
    }
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    return Arrays.copyOfRange(bytes, Long.BYTES - 2 * registers, Long.BYTES);
  }

  private byte[] filled(byte[] text, int registers) {
    if (text.length > 2 * registers) {
      throw OrillaException.invalid(
          "a text of %d bytes does not fit into %d registers".formatted(text.length, registers));
    }
    return Arrays.copyOf(text, 2 * registers);
  }

  private OrillaException unfit(Value value) {
    return OrillaException.invalid(value.text() + " is no " + text());
  }
}
