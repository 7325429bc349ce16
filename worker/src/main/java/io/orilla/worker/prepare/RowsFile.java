package io.orilla.worker.prepare;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.Sql;
import io.orilla.model.document.Preparation;
import io.orilla.model.document.TableName;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.TableOutput;
import io.orilla.pipeline.Row;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;

/** The rows of a prepared table. */
final class RowsFile implements AutoCloseable {
  private final ParquetFile file;

  RowsFile(DuckDb database, Preparation preparation) {
    String signals =
        preparation.signals().stream()
            .map(column -> Sql.name(column.column()) + " DOUBLE, ")
            .collect(Collectors.joining());
    this.file =
        new ParquetFile(
            database,
            "rows",
            "asset VARCHAR, time TIMESTAMPTZ, " + signals + "held INTEGER, quality VARCHAR");
  }

  void add(AssetName asset, Row row) {
    file.add(
        out -> {
          out.append(asset.text()).appendEpochMicros(row.time());
          cells(row, out);
          out.append(row.heldMask()).append(row.quality().name());
        });
  }

  private static void cells(Row row, DuckDBAppender out) throws SQLException {
    for (int column = 0; column < row.columns(); column++) {
      if (row.missing(column)) {
        out.appendNull();
      } else {
        out.append(row.value(column));
      }
    }
  }

  TableOutput finish(TableName table, Path folder) {
    return file.finish(table, folder);
  }

  @Override
  public void close() {
    file.close();
  }
}
