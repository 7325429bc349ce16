package io.orilla.worker.samples;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.Sql;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction.Consumed;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.TableInput;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** Reads the raw table of signals in the order that preparation depends on. */
public final class RawSamples {
  /** Rows that are fetched at once: a result is in memory as a whole, a table is not. */
  private static final int CHUNK = 100_000;

  private final DuckDb database;
  private final TableInput signals;

  /**
   * @param signals a snapshot of {@code raw.signals}
   */
  public RawSamples(DuckDb database, TableInput signals) {
    this.database = database;
    this.signals = signals;
  }

  /** All samples of an asset in the order in which the server received them. */
  public void received(AssetName asset, Consumer<StoredSample> consumer) {
    read(
        """
        SELECT *, 0 AS position FROM %s
        WHERE asset = %s
        ORDER BY inbox_offset, sequence
        """
            .formatted(Sql.rows(signals), Sql.text(asset.text())),
        consumer);
  }

  /** An asset's samples in the order in which its node had journalled them. */
  public void journalled(
      ObjectName node, AssetName asset, Consumed consumed, Consumer<StoredSample> consumer) {
    read(
        """
        SELECT * FROM (
          SELECT *, row_number() OVER (ORDER BY sequence) AS position FROM %s
          WHERE node = %s AND epoch = %s AND sequence BETWEEN %d AND %d)
        WHERE asset = %s
        ORDER BY sequence
        """
            .formatted(
                Sql.rows(signals),
                Sql.text(node.text()),
                Sql.text(consumed.epoch().toString()),
                consumed.from(),
                consumed.through(),
                Sql.text(asset.text())),
        consumer);
  }

  private void read(String ordered, Consumer<StoredSample> consumer) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE ordered AS " + SampleRow.SELECT.formatted(ordered));
      SampleRow rows = new SampleRow();
      for (long from = 0, read = CHUNK; read == CHUNK; from += CHUNK) {
        read = readChunk(statement, from, rows, consumer);
      }
    } catch (SQLException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot read the samples of snapshot " + signals.snapshot() + ": " + reason(e),
          e);
    }
  }

  /** Without the SQL, which the user did not write. */
  private static String reason(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason is known");
  }

  private static long readChunk(
      Statement statement, long from, SampleRow rows, Consumer<StoredSample> consumer)
      throws SQLException {
    long read = 0;
    try (ResultSet result =
        statement.executeQuery(
            "SELECT * FROM ordered WHERE rowid >= %d AND rowid < %d ORDER BY rowid"
                .formatted(from, from + CHUNK))) {
      while (result.next()) {
        consumer.accept(rows.read(result));
        read++;
      }
    }
    return read;
  }
}
