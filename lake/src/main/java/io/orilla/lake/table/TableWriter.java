package io.orilla.lake.table;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.Sql;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TableInput;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into a Parquet file for a table, value by value in the order of its columns. Not
 * thread-safe.
 */
public final class TableWriter implements AutoCloseable {
  private static final String STAGE = "stage";

  private final List<TableInput.Column> columns;
  private final Path file;
  private final DuckDBConnection connection;
  private final DuckDBAppender appender;

  TableWriter(DuckDb duckDb, List<TableInput.Column> columns, Path folder) {
    this.columns = columns;
    this.file = folder.resolve(UUID.randomUUID() + ".parquet");
    this.connection = duckDb.connect();
    try {
      execute(
          columns.stream()
              .map(column -> Sql.name(column.name()) + " " + column.type())
              .collect(Collectors.joining(", ", "CREATE TEMP TABLE " + STAGE + " (", ")")));
      this.appender = connection.createAppender("temp", "main", STAGE);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Makes one row; all its values must be given. */
  public void row(RowValues values) {
    try {
      appender.beginRow();
      values.give(new Values());
      appender.endRow();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Gives a row's values. */
  @FunctionalInterface
  public interface RowValues {
    void give(Values row) throws SQLException;
  }

  /** The row that is being made. */
  public final class Values {
    private Values() {}

    public Values text(@Nullable String value) throws SQLException {
      appender.append(value);
      return this;
    }

    /** For BIGINT. */
    public Values number(long value) throws SQLException {
      appender.append(value);
      return this;
    }

    /** For INTEGER. */
    public Values integer(int value) throws SQLException {
      appender.append(value);
      return this;
    }

    public Values real(double value) throws SQLException {
      appender.append(value);
      return this;
    }

    public Values truth(@Nullable Boolean value) throws SQLException {
      appender.append(value);
      return this;
    }

    public Values bytes(byte[] value) throws SQLException {
      appender.append(value);
      return this;
    }

    /** For TIMESTAMPTZ, µs UTC. */
    public Values time(long micros) throws SQLException {
      appender.appendEpochMicros(micros);
      return this;
    }

    /** The next columns have no value. */
    public Values missing(int count) throws SQLException {
      for (int i = 0; i < count; i++) {
        appender.appendNull();
      }
      return this;
    }
  }

  /** Writes the file; its rows carry the table's field ids. Not yet durable. */
  public Path finish() {
    try {
      appender.flush();
      execute(
          "COPY %s TO %s %s"
              .formatted(STAGE, Sql.text(file.toString()), Sql.parquetOptions(columns)));
      return file;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static OrillaException failed(SQLException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE, "cannot write rows: " + e.getMessage(), e);
  }

  /** Lets go of the rows; a file that was finished stays. */
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
