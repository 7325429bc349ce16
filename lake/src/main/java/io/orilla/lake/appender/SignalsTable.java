package io.orilla.lake.appender;

import static io.orilla.lake.table.ColumnType.BIGINT;
import static io.orilla.lake.table.ColumnType.BLOB;
import static io.orilla.lake.table.ColumnType.BOOLEAN;
import static io.orilla.lake.table.ColumnType.DOUBLE;
import static io.orilla.lake.table.ColumnType.TIMESTAMPTZ;
import static io.orilla.lake.table.ColumnType.VARCHAR;

import io.orilla.lake.table.Column;
import io.orilla.lake.table.TableWriter.RowValues;
import io.orilla.lake.table.TableWriter.Values;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.Value;
import java.sql.SQLException;
import java.util.List;

/** Samples, each value in the column of its type. */
record SignalsTable() implements RawTable {
  @Override
  public Lane lane() {
    return Lane.SIGNALS;
  }

  @Override
  public TableName name() {
    return TableName.RAW_SIGNALS;
  }

  @Override
  public List<Column> ownColumns() {
    return List.of(
        new Column("signal", VARCHAR),
        new Column("asset", VARCHAR),
        new Column("source_time", TIMESTAMPTZ),
        new Column("arrival_time", TIMESTAMPTZ),
        new Column("journalled_at", TIMESTAMPTZ),
        new Column("value_double", DOUBLE),
        new Column("value_long", BIGINT),
        new Column("value_boolean", BOOLEAN),
        new Column("value_text", VARCHAR),
        new Column("value_bytes", BLOB),
        new Column("status_code", BIGINT));
  }

  @Override
  public List<RowValues> decode(Block block) {
    return SampleRecords.decode(block.payload()).stream()
        .<RowValues>map(sample -> row -> give(sample, block.writtenAt(), row))
        .toList();
  }

  private static void give(Sample sample, long journalledAt, Values row) throws SQLException {
    row.text(sample.signal().text()).text(sample.signal().asset().text());
    row.time(sample.sourceTime()).time(sample.arrivalTime()).time(journalledAt);
    switch (sample.value()) {
      case Value.DoubleValue(double value) -> row.real(value).missing(4);
      case Value.LongValue(long value) -> row.missing(1).number(value).missing(3);
      case Value.BooleanValue(boolean value) -> row.missing(2).truth(value).missing(2);
      case Value.TextValue(String value) -> row.missing(3).text(value).missing(1);
      case Value.BytesValue(byte[] value) -> row.missing(4).bytes(value);
    }
    row.number(sample.statusCode());
  }
}
