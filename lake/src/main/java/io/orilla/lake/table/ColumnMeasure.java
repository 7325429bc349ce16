package io.orilla.lake.table;

import io.orilla.lake.duck.Sql;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * How Iceberg's metrics of one column are asked for: values, NaNs, lowest, highest. NaN counts in
 * no bound; bytes and text over {@value #LONGEST} bytes have none.
 */
record ColumnMeasure(Types.NestedField field) {
  private static final int LONGEST = 64;
  private static final int WIDTH = 4;

  static ColumnMeasure of(Schema schema, String column) {
    return new ColumnMeasure(schema.findField(column));
  }

  String sql() {
    String name = Sql.name(field.name());
    return switch (ColumnType.of(field.type())) {
      case DOUBLE ->
          "count(%1$s), count_if(isnan(%1$s)), min(%1$s) FILTER (NOT isnan(%1$s)), max(%1$s) FILTER (NOT isnan(%1$s))"
              .formatted(name);
      case TIMESTAMPTZ ->
          "count(%1$s), 0, epoch_us(min(%1$s)), epoch_us(max(%1$s))".formatted(name);
      case VARCHAR ->
          "count(%1$s), 0, if(max(strlen(%1$s)) <= %2$d, min(%1$s), NULL), if(max(strlen(%1$s)) <= %2$d, max(%1$s), NULL)"
              .formatted(name, LONGEST);
      case BLOB -> "count(%s), 0, NULL, NULL".formatted(name);
      case BIGINT, INTEGER, BOOLEAN -> "count(%1$s), 0, min(%1$s), max(%1$s)".formatted(name);
    };
  }

  /** Reads what the query answered: the count of rows, then four values for each column. */
  static Metrics metrics(List<ColumnMeasure> measures, ResultSet row) throws SQLException {
    long rows = row.getLong(1);
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, Long> nulls = new HashMap<>();
    Map<Integer, Long> nans = new HashMap<>();
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    for (int i = 0; i < measures.size(); i++) {
      Types.NestedField field = measures.get(i).field();
      int id = field.fieldId();
      int at = 2 + i * WIDTH;
      values.put(id, rows);
      nulls.put(id, rows - row.getLong(at));
      if (field.type().typeId() == Type.TypeID.DOUBLE) {
        nans.put(id, row.getLong(at + 1));
      }
      put(lower, field, row.getObject(at + 2));
      put(upper, field, row.getObject(at + 3));
    }
    return new Metrics(rows, null, values, nulls, nans, lower, upper);
  }

  private static void put(
      Map<Integer, ByteBuffer> bounds, Types.NestedField field, @Nullable Object bound) {
    if (bound != null) {
      bounds.put(field.fieldId(), Conversions.toByteBuffer(field.type(), bound));
    }
  }
}
