package io.orilla.lake.table;

import java.util.Arrays;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The types of our tables' columns, named as DuckDB names them. */
public enum ColumnType {
  BIGINT(Types.LongType.get()),
  INTEGER(Types.IntegerType.get()),
  DOUBLE(Types.DoubleType.get()),
  BOOLEAN(Types.BooleanType.get()),
  VARCHAR(Types.StringType.get()),
  BLOB(Types.BinaryType.get()),
  /** A point in time in µs, UTC; DuckDB describes it as {@code TIMESTAMP WITH TIME ZONE}. */
  TIMESTAMPTZ(Types.TimestampType.withZone());

  private final Type iceberg;

  ColumnType(Type iceberg) {
    this.iceberg = iceberg;
  }

  Type iceberg() {
    return iceberg;
  }

  static ColumnType of(Type type) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.iceberg.equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no column of ours has the type " + type));
  }

  /** The type as DuckDB's DESCRIBE prints it. */
  String described() {
    return this == TIMESTAMPTZ ? "TIMESTAMP WITH TIME ZONE" : name();
  }
}
