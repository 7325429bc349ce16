package io.orilla.connector.modbus;

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
}
