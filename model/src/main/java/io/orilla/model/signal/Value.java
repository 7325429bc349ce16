package io.orilla.model.signal;

import java.util.Arrays;
import java.util.OptionalDouble;

/** What a signal said, in the type it said it in. */
public sealed interface Value {
  record DoubleValue(double value) implements Value {}

  record LongValue(long value) implements Value {}

  record BooleanValue(boolean value) implements Value {}

  record TextValue(String value) implements Value {}

  /** The array is not copied: whoever makes it gives it away. */
  record BytesValue(byte[] value) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof BytesValue(byte[] bytes) && Arrays.equals(value, bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }
  }

  /** The value as people read it; bytes by their count. */
  default String text() {
    return switch (this) {
      case DoubleValue(double number) -> Double.toString(number);
      case LongValue(long number) -> Long.toString(number);
      case BooleanValue(boolean set) -> Boolean.toString(set);
      case TextValue(String text) -> text;
      case BytesValue(byte[] bytes) -> bytes.length + " bytes";
    };
  }

  /** What it is, in a word. */
  default String type() {
    return switch (this) {
      case DoubleValue _ -> "double";
      case LongValue _ -> "long";
      case BooleanValue _ -> "boolean";
      case TextValue _ -> "text";
      case BytesValue _ -> "bytes";
    };
  }

  /** The value as a number; empty for text and bytes. A boolean counts as 0 or 1. */
  default OptionalDouble number() {
    return switch (this) {
      case DoubleValue(double number) -> OptionalDouble.of(number);
      case LongValue(long number) -> OptionalDouble.of(number);
      case BooleanValue(boolean set) -> OptionalDouble.of(set ? 1 : 0);
      case TextValue text -> OptionalDouble.empty();
      case BytesValue bytes -> OptionalDouble.empty();
    };
  }
}
