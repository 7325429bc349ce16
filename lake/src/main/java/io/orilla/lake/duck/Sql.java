package io.orilla.lake.duck;

import io.orilla.model.task.TableInput;
import java.util.List;
import java.util.stream.Collectors;

/** Fragments of DuckDB's SQL, quoted as it wants them. */
public final class Sql {
  private Sql() {}

  /** A string literal. */
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A column or table by name. */
  public static String name(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  /**
   * A snapshot's rows, to stand behind {@code FROM}, in the table's order. Columns are found by
   * field id, so files written before a column was renamed or added read as the snapshot says.
   */
  public static String rows(TableInput input) {
    if (input.files().isEmpty()) {
      return input.columns().stream()
          .map(column -> "NULL::" + column.type() + " AS " + name(column.name()))
          .collect(Collectors.joining(", ", "(SELECT ", " WHERE false)"));
    }
    String files = input.files().stream().map(Sql::text).collect(Collectors.joining(", "));
    return "read_parquet([" + files + "], schema=MAP {" + schema(input) + "})";
  }

  private static String schema(TableInput input) {
    return input.columns().stream()
        .map(
            column ->
                "%d: {name: %s, type: %s, default_value: NULL}"
                    .formatted(column.fieldId(), text(column.name()), text(column.type())))
        .collect(Collectors.joining(", "));
  }

  /** The options of {@code COPY … TO} for a file of a table: compressed, with its field ids. */
  public static String parquetOptions(List<TableInput.Column> columns) {
    return columns.stream()
        .map(column -> name(column.name()) + ": " + column.fieldId())
        .collect(Collectors.joining(", ", "(FORMAT parquet, COMPRESSION zstd, FIELD_IDS {", "})"));
  }
}
