package io.orilla.worker.tune;

import io.orilla.model.document.Preparation;
import io.orilla.model.document.WorkflowSpec;
import io.orilla.model.signal.AssetName;
import io.orilla.model.task.TableInput;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** A prepared table in a real Parquet file: assets at rest that go off when a fault is on. */
final class PreparedTable {
  static final long START = 1_600_000_000_000_000L;
  static final long GRID = 1_000_000;

  private final WorkflowSpec workflow;
  private final List<TableInput.Column> columns = new ArrayList<>();

  PreparedTable(WorkflowSpec workflow) {
    this.workflow = workflow;
    add("asset", "VARCHAR");
    add("time", "TIMESTAMP WITH TIME ZONE");
    workflow.signals().forEach(signal -> add(signal.column(), "DOUBLE"));
    add("held", "INTEGER");
    add("quality", "VARCHAR");
  }

  private void add(String name, String type) {
    columns.add(new TableInput.Column(columns.size() + 1, name, type));
  }

  /**
   * @param rows of each asset, one a second
   * @param faultyFrom the row from which all signals are off by {@code shift}
   */
  TableInput write(Path folder, int rows, int faultyFrom, double shift) throws SQLException {
    Path file = folder.resolve("prepared.parquet");
    try (DuckDBConnection connection =
            DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE prepared (" + list("%s %s") + ")");
      try (DuckDBAppender appender = connection.createAppender("prepared")) {
        for (AssetName asset : workflow.assets()) {
          append(appender, asset, rows, faultyFrom, shift);
        }
      }
      statement.execute(
          "COPY (FROM prepared ORDER BY random()) TO '%s' (FORMAT parquet, FIELD_IDS {%s})"
              .formatted(
                  file,
                  columns.stream()
                      .map(column -> column.name() + ": " + column.fieldId())
                      .collect(Collectors.joining(", "))));
    }
    return new TableInput(workflow.table(), 77, List.of(file.toString()), columns);
  }

  private String list(String form) {
    return columns.stream()
        .map(column -> form.formatted(column.name(), column.type()))
        .collect(Collectors.joining(", "));
  }

  private void append(
      DuckDBAppender appender, AssetName asset, int rows, int faultyFrom, double shift)
      throws SQLException {
    Random random = new Random(asset.text().hashCode());
    for (int row = 0; row < rows; row++) {
      appender.beginRow();
      appender.append(asset.text()).appendEpochMicros(START + row * GRID);
      for (Preparation.Column signal : workflow.signals()) {
        double value = signal.name().length() + random.nextGaussian();
        appender.append(value + (row >= faultyFrom ? shift : 0));
      }
      appender.append(0).append("GOOD");
      appender.endRow();
    }
  }
}
