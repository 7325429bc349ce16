package io.orilla.worker.tune;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.Sql;
import io.orilla.learning.evaluation.AssetRows;
import io.orilla.learning.evaluation.Truth;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.document.Preparation;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.TableInput;
import io.orilla.pipeline.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a snapshot of a prepared table, with labels beside its rows. */
final class PreparedRows {
  private final DuckDb database;
  private final TableInput table;
  private final Preparation preparation;
  private final LabelSetSpec labels;

  PreparedRows(DuckDb database, TableInput table, Preparation preparation, LabelSetSpec labels) {
    this.database = database;
    this.table = table;
    this.preparation = preparation;
    this.labels = labels;
  }

  /** All rows of an asset in order of time. */
  AssetRows of(AssetName asset) {
    String columns =
        preparation.signals().stream()
            .map(column -> ", " + Sql.name(column.column()))
            .collect(Collectors.joining());
    List<Row> rows =
        database.query(
            """
            SELECT epoch_us(time), held%s FROM %s
            WHERE asset = ? ORDER BY time
            """
                .formatted(columns, Sql.rows(table)),
            List.of(asset.text()),
            this::row);
    List<Truth> truths = rows.stream().map(row -> Truth.of(labels.at(asset, row.time()))).toList();
    return new AssetRows(asset, preparation, rows, truths);
  }

  private Row row(ResultSet result) throws SQLException {
    double[] values = new double[preparation.signals().size()];
    for (int column = 0; column < values.length; column++) {
      double value = result.getDouble(column + 3);
      values[column] = result.wasNull() ? Double.NaN : value;
    }
    return Row.prepared(result.getLong(1), values, result.getInt(2));
  }
}
