package io.orilla.worker.prepare;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.Sql;
import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TableOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Rows on their way into one Parquet file. Not thread-safe. */
final class ParquetFile implements AutoCloseable {
  private final String name;
  private final DuckDBConnection connection;
  private final DuckDBAppender appender;
  private long rows;

  /**
   * @param name of the file, without its suffix
   * @param columns with their types, as in {@code CREATE TABLE}
   */
  ParquetFile(DuckDb database, String name, String columns) {
    this.name = name;
    this.connection = database.connect();
    try {
      execute("CREATE TEMP TABLE stage (" + columns + ")");
      this.appender = connection.createAppender("temp", "main", "stage");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Gives the values of one row, column by column. */
  @FunctionalInterface
  interface Values {
    void appendTo(DuckDBAppender row) throws SQLException;
  }

  void add(Values values) {
    try {
      appender.beginRow();
      values.appendTo(appender);
      appender.endRow();
      rows++;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Writes the file, durably. */
  TableOutput finish(TableName table, Path folder) {
    Path file = folder.resolve(name + ".parquet");
    try {
      appender.flush();
      execute("COPY stage TO " + Sql.text(file.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return new TableOutput(table, file.getFileName().toString(), rows);
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private OrillaException failed(Exception e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE, "cannot write " + name + ".parquet: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      appender.close();
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
