package io.orilla.lake.table;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.Sql;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/** What DuckDB can say of a Parquet file, and how it writes one for a table. */
final class ParquetFiles {
  private final DuckDb duckDb;

  ParquetFiles(DuckDb duckDb) {
    this.duckDb = duckDb;
  }

  /** A column as the file has it; the field id is -1 where the file gives none. */
  private record FileColumn(String name, String type, int fieldId) {}

  /**
   * Whether the file's columns carry the schema's names, types and field ids.
   *
   * @throws OrillaException INVALID_FORMAT when the file has a column that the table lacks
   */
  boolean fits(Path file, Schema schema) {
    boolean fits = true;
    for (FileColumn column : columns(file)) {
      Types.NestedField field = schema.findField(column.name());
      if (field == null) {
        throw new OrillaException(
            ErrorCode.INVALID_FORMAT,
            file + " has a column '" + column.name() + "' that the table lacks");
      }
      fits &=
          field.fieldId() == column.fieldId()
              && ColumnType.of(field.type()).described().equals(column.type());
    }
    return fits;
  }

  private List<FileColumn> columns(Path file) {
    try {
      Map<String, Integer> ids = new LinkedHashMap<>();
      duckDb
          .query(
              "SELECT name, coalesce(field_id, -1) FROM parquet_schema(?) WHERE type IS NOT NULL",
              List.of(file.toString()),
              row -> Map.entry(row.getString(1), row.getInt(2)))
          .forEach(entry -> ids.put(entry.getKey(), entry.getValue()));
      return duckDb.query(
          "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + from(file) + ")",
          List.of(),
          row ->
              new FileColumn(
                  row.getString(1), row.getString(2), ids.getOrDefault(row.getString(1), -1)));
    } catch (OrillaException e) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, file + " is no Parquet file that can be read: " + e.text(), e);
    }
  }

  /** Counts and bounds of each column, by which scans skip the file. */
  Metrics measure(Path file, Schema schema) {
    List<ColumnMeasure> measures =
        columns(file).stream().map(column -> ColumnMeasure.of(schema, column.name())).toList();
    String selection = measures.stream().map(ColumnMeasure::sql).collect(Collectors.joining(", "));
    return duckDb
        .query(
            "SELECT count(*), " + selection + " FROM " + from(file),
            List.of(),
            row -> ColumnMeasure.metrics(measures, row))
        .getFirst();
  }

  /** Writes the file's rows again by the names of its columns. */
  void rewrite(Path file, Path target, Schema schema) {
    List<Types.NestedField> fields =
        columns(file).stream().map(column -> schema.findField(column.name())).toList();
    String selection =
        fields.stream()
            .map(
                field ->
                    "CAST(%1$s AS %2$s) AS %1$s"
                        .formatted(Sql.name(field.name()), ColumnType.of(field.type())))
            .collect(Collectors.joining(", "));
    duckDb.execute(
        "COPY (SELECT %s FROM %s) TO %s %s"
            .formatted(
                selection,
                from(file),
                Sql.text(target.toString()),
                Sql.parquetOptions(Descriptions.columns(new Schema(fields)))));
  }

  private static String from(Path file) {
    return "read_parquet(" + Sql.text(file.toString()) + ", hive_partitioning=false)";
  }
}
