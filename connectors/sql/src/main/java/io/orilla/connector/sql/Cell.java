package io.orilla.connector.sql;

import io.orilla.connector.peer.Payload;
import io.orilla.connector.peer.TimeText;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Value;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/** What stands in a column of a row, as samples have it. */
final class Cell {
  private Cell() {}

  /**
   * Its value; NULL and what is no number are none.
   *
   * @throws OrillaException INVALID_ARGUMENT when it is not of this kind
   */
  static Optional<Value> value(ResultSet row, int column, Payload.Kind kind) throws SQLException {
    Object found = row.getObject(column);
    if (found == null || found instanceof Number number && Double.isNaN(number.doubleValue())) {
      return Optional.empty();
    }
    return Optional.of(
        switch (kind) {
          case AUTO -> asItIs(found);
          case DOUBLE -> new Value.DoubleValue(number(found));
          case TEXT -> new Value.TextValue(found.toString());
          case BYTES -> new Value.BytesValue(row.getBytes(column));
        });
  }

  private static Value asItIs(Object found) {
    return switch (found) {
      case Boolean set -> new Value.BooleanValue(set);
      case Float number -> new Value.DoubleValue(number);
      case Double number -> new Value.DoubleValue(number);
      case BigDecimal number when number.scale() > 0 || number.precision() > 18 ->
          new Value.DoubleValue(number.doubleValue());
      case Number number -> new Value.LongValue(number.longValue());
      case byte[] bytes -> new Value.BytesValue(bytes);
      default -> new Value.TextValue(found.toString());
    };
  }

  private static double number(Object found) {
    if (found instanceof Number number) {
      return number.doubleValue();
    }
    if (found instanceof Boolean set) {
      return set ? 1 : 0;
    }
    try {
      return new BigDecimal(found.toString().strip()).doubleValue();
    } catch (NumberFormatException e) {
      throw OrillaException.invalid("'" + found + "' is no number");
    }
  }

  /**
   * A time, µs UTC.
   *
   * @param zone of times without one
   * @throws OrillaException INVALID_ARGUMENT when it is none
   */
  static long micros(ResultSet row, int column, TimeText times, ZoneId zone) throws SQLException {
    Object found = row.getObject(column);
    return switch (found) {
      case null -> throw OrillaException.invalid("a row has no time");
      case OffsetDateTime time -> Micros.of(time.toInstant());
      case LocalDateTime time -> Micros.of(time.atZone(zone).toInstant());
      case java.util.Date date -> {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(zone), Locale.ROOT);
        Timestamp time = row.getTimestamp(column, calendar);
        yield Micros.of(time.toInstant());
      }
      default -> times.micros(found.toString());
    };
  }
}
