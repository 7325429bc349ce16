package io.orilla.connector.sql;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/** How far a table was read: the value of a column that grows. */
sealed interface Key {
  int LONG_DIGITS = 18;

  /** What a key is. */
  enum Kind {
    @JsonProperty("number")
    NUMBER,
    @JsonProperty("time")
    TIME,
    @JsonProperty("text")
    TEXT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  record Number(BigDecimal value) implements Key {}

  /** Times of no zone count as of UTC, in both directions. */
  record Time(Instant value) implements Key {}

  record Text(String value) implements Key {}

  /**
   * @throws IllegalArgumentException when it is none of this kind
   */
  static Key parse(Kind kind, String text) {
    try {
      return switch (kind) {
        case NUMBER -> new Number(new BigDecimal(text));
        case TIME -> new Time(Instant.parse(text));
        case TEXT -> new Text(text);
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The key of a row; none where it has none. */
  static Optional<Key> of(Kind kind, ResultSet row, int column) throws SQLException {
    return switch (kind) {
      case NUMBER -> Optional.ofNullable(row.getBigDecimal(column)).map(Number::new);
      case TIME ->
          Optional.ofNullable(row.getTimestamp(column, utc()))
              .map(time -> new Time(time.toInstant()));
      case TEXT -> Optional.ofNullable(row.getString(column)).map(Text::new);
    };
  }

  default void set(PreparedStatement statement) throws SQLException {
    switch (this) {
      case Number(BigDecimal value) when value.scale() <= 0 && value.precision() <= LONG_DIGITS ->
          statement.setLong(1, value.longValueExact());
      case Number(BigDecimal value) -> statement.setBigDecimal(1, value);
      case Time(Instant value) -> statement.setTimestamp(1, Timestamp.from(value), utc());
      case Text(String value) -> statement.setString(1, value);
    }
  }

  private static Calendar utc() {
    return Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
  }

  /** As {@link #parse} reads it. */
  default String text() {
    return switch (this) {
      case Number(BigDecimal value) -> value.toPlainString();
      case Time(Instant value) -> value.toString();
      case Text(String value) -> value;
    };
  }

  /** Whether a row with this key cannot come behind one with the other; texts sort as they like. */
  default boolean isBefore(Key other) {
    return switch (this) {
      case Number(BigDecimal value) ->
          other instanceof Number(BigDecimal last) && value.compareTo(last) < 0;
      case Time(Instant value) -> other instanceof Time(Instant last) && value.isBefore(last);
      case Text text -> false;
    };
  }
}
