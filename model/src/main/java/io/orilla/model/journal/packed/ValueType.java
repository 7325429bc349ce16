package io.orilla.model.journal.packed;

import io.orilla.model.signal.Value;
import java.util.List;

/** The types of values, in the order of their codes. */
enum ValueType {
  DOUBLE,
  LONG,
  BOOLEAN,
  TEXT,
  BYTES;

  static final List<ValueType> ALL = List.of(values());

  static ValueType of(Value value) {
    return switch (value) {
      case Value.DoubleValue number -> DOUBLE;
      case Value.LongValue number -> LONG;
      case Value.BooleanValue set -> BOOLEAN;
      case Value.TextValue text -> TEXT;
      case Value.BytesValue bytes -> BYTES;
    };
  }
}
