package io.orilla.connector.peer;

import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How times are written where people and machines write them for each other: in a pattern of
 * java.time, or unless one is given as ISO 8601 or a number of seconds, milliseconds or
 * microseconds since 1970, by its magnitude. An hour that a clock shows twice is the first one.
 */
public final class TimeText {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+]?[0-9]+)?");
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .toFormatter(Locale.ROOT);

  /** Seconds until the year 5138, milliseconds since 1973. */
  private static final double LEAST_MILLIS = 1e11;

  private static final double LEAST_MICROS = 1e14;

  private final DateTimeFormatter formatter;
  private final boolean takesNumbers;
  private final ZoneId zone;

  private TimeText(DateTimeFormatter formatter, boolean takesNumbers, ZoneId zone) {
    this.formatter = formatter;
    this.takesNumbers = takesNumbers;
    this.zone = zone;
  }

  /**
   * @param setting where format and zone stand, for messages
   * @param format a pattern; empty for what needs none
   * @param zone of times that name none, as {@code Europe/Rome}
   * @throws OrillaException INVALID_ARGUMENT that says what is wrong with them
   */
  public static TimeText of(String setting, String format, String zone) {
    try {
      ZoneId place = ZoneId.of(zone);
      return format.isEmpty()
          ? new TimeText(ISO, true, place)
          : new TimeText(DateTimeFormatter.ofPattern(format, Locale.ENGLISH), false, place);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw OrillaException.invalid(
          "%s: %s; write as format dd.MM.yyyy HH:mm:ss, and as zone Europe/Rome"
              .formatted(setting, e.getMessage()));
    }
  }

  /**
   * @return µs UTC
   * @throws OrillaException INVALID_ARGUMENT when it is none
   */
  public long micros(String text) {
    String stripped = text.strip();
    if (takesNumbers && NUMBER.matcher(stripped).matches()) {
      return micros(stripped.matches("-?[0-9]{1,18}"), stripped);
    }
    try {
      TemporalAccessor parsed =
          formatter.parseBest(
              stripped,
              ZonedDateTime::from,
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from);
      return Micros.of(instant(parsed));
    } catch (DateTimeException | ArithmeticException e) {
      throw OrillaException.invalid(
          "'%s' is no time as it should be written here"
              .formatted(stripped.length() > 40 ? stripped.substring(0, 40) + "…" : stripped));
    }
  }

  private static long micros(boolean isWhole, String number) {
    double value = Double.parseDouble(number);
    double perUnit = value < LEAST_MILLIS ? 1e6 : value < LEAST_MICROS ? 1e3 : 1;
    return isWhole ? Long.parseLong(number) * (long) perUnit : Math.round(value * perUnit);
  }

  private Instant instant(TemporalAccessor parsed) {
    return switch (parsed) {
      case ZonedDateTime time -> time.toInstant();
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime time -> time.atZone(zone).toInstant();
      default -> LocalDate.from(parsed).atStartOfDay(zone).toInstant();
    };
  }
}
