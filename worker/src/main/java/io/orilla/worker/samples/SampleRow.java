package io.orilla.worker.samples;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A row of {@code raw.signals} as a sample; names that come again are made once. */
final class SampleRow {
  /** To be filled with a query of the table's columns and {@code position}. */
  static final String SELECT =
      """
      SELECT signal, epoch_us(source_time), epoch_us(arrival_time), status_code,
        value_double, value_long, value_boolean, value_text, value_bytes, sequence, position
      FROM (%s)
      """;

  private final Map<String, SignalName> names = new HashMap<>();

  StoredSample read(ResultSet row) throws SQLException {
    SignalName signal = names.computeIfAbsent(row.getString(1), SignalName::new);
    Sample sample = new Sample(signal, row.getLong(2), row.getLong(3), value(row), row.getLong(4));
    return new StoredSample(sample, row.getLong(10), row.getLong(11));
  }

  private static Value value(ResultSet row) throws SQLException {
    double real = row.getDouble(5);
    if (!row.wasNull()) {
      return new Value.DoubleValue(real);
    }
    long whole = row.getLong(6);
    if (!row.wasNull()) {
      return new Value.LongValue(whole);
    }
    boolean truth = row.getBoolean(7);
    if (!row.wasNull()) {
      return new Value.BooleanValue(truth);
    }
    String text = row.getString(8);
    return text != null ? new Value.TextValue(text) : bytes(row);
  }

  private static Value bytes(ResultSet row) throws SQLException {
    byte[] bytes = row.getBytes(9);
    if (bytes == null) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "the sample with sequence " + row.getLong(10) + " of " + row.getString(1) + " is empty");
    }
    return new Value.BytesValue(bytes);
  }
}
