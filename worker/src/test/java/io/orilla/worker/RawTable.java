package io.orilla.worker;

import io.orilla.model.document.TableName;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import io.orilla.model.task.TableInput;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A raw table of signals in real Parquet files, as the appender leaves them. The first file lacks
 * the newest column and calls the first one by an older name: a snapshot's schema decides.
 */
public final class RawTable {
  private static final List<TableInput.Column> COLUMNS =
      List.of(
          column(1, "node", "VARCHAR"),
          column(2, "epoch", "VARCHAR"),
          column(3, "sequence", "BIGINT"),
          column(4, "inbox_offset", "BIGINT"),
          column(5, "signal", "VARCHAR"),
          column(6, "asset", "VARCHAR"),
          column(7, "source_time", "TIMESTAMPTZ"),
          column(8, "arrival_time", "TIMESTAMPTZ"),
          column(9, "journalled_at", "TIMESTAMPTZ"),
          column(10, "value_double", "DOUBLE"),
          column(11, "value_long", "BIGINT"),
          column(12, "value_boolean", "BOOLEAN"),
          column(13, "value_text", "VARCHAR"),
          column(14, "value_bytes", "BLOB"),
          column(15, "status_code", "BIGINT"));

  private final Path folder;
  private final List<String> files = new ArrayList<>();

  public RawTable(Path folder) {
    this.folder = folder;
  }

  private static TableInput.Column column(int id, String name, String type) {
    return new TableInput.Column(id, name, type);
  }

  public TableInput input() {
    return new TableInput(TableName.RAW_SIGNALS, 42, files, COLUMNS);
  }

  /** Journalled samples, numbered from {@code sequence}, which arrived as one batch. */
  public RawTable batch(
      String node, UUID epoch, long inboxOffset, long sequence, List<Sample> samples)
      throws SQLException {
    try (DuckDBConnection connection =
            DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE raw (" + definition() + ")");
      try (DuckDBAppender appender = connection.createAppender("raw")) {
        for (int i = 0; i < samples.size(); i++) {
          appender.beginRow();
          appender.append(node).append(epoch.toString());
          appender.append(sequence + i).append(inboxOffset);
          append(appender, samples.get(i));
          appender.endRow();
        }
      }
      Path file = folder.resolve("raw-" + files.size() + ".parquet");
      statement.execute(
          "COPY (SELECT " + selection() + " FROM raw) TO '" + file + "' " + options());
      files.add(file.toString());
    }
    return this;
  }

  private static void append(DuckDBAppender row, Sample sample) throws SQLException {
    row.append(sample.signal().text()).append(sample.signal().asset().text());
    row.appendEpochMicros(sample.sourceTime()).appendEpochMicros(sample.arrivalTime());
    row.appendEpochMicros(sample.arrivalTime() + 500);
    append(row, sample.value());
    row.append(sample.statusCode());
  }

  private static void append(DuckDBAppender row, Value value) throws SQLException {
    int before =
        switch (value) {
          case Value.DoubleValue number -> 0;
          case Value.LongValue number -> 1;
          case Value.BooleanValue truth -> 2;
          case Value.TextValue text -> 3;
          case Value.BytesValue bytes -> 4;
        };
    for (int i = 0; i < before; i++) {
      row.appendNull();
    }
    switch (value) {
      case Value.DoubleValue(double number) -> row.append(number);
      case Value.LongValue(long number) -> row.append(number);
      case Value.BooleanValue(boolean truth) -> row.append(truth);
      case Value.TextValue(String text) -> row.append(text);
      case Value.BytesValue(byte[] bytes) -> row.append(bytes);
    }
    for (int i = before; i < 4; i++) {
      row.appendNull();
    }
  }

  private static String definition() {
    return String.join(
        ", ", COLUMNS.stream().map(column -> column.name() + " " + column.type()).toList());
  }

  private String selection() {
    return files.isEmpty() ? "* EXCLUDE (value_bytes) RENAME (node AS box)" : "*";
  }

  private String options() {
    List<String> ids =
        COLUMNS.stream()
            .filter(column -> !files.isEmpty() || !column.name().equals("value_bytes"))
            .map(
                column ->
                    (files.isEmpty() && column.name().equals("node") ? "box" : column.name())
                        + ": "
                        + column.fieldId())
            .toList();
    return "(FORMAT parquet, COMPRESSION zstd, FIELD_IDS {" + String.join(", ", ids) + "})";
  }
}
