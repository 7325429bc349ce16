package io.orilla.model.content;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number and one of {@code us ms s m h d}. */
public final class DurationText {
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final Pattern FORM = Pattern.compile("(\\d{1,15})(us|ms|s|m|h|d)");

  private DurationText() {}

  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw OrillaException.invalid(
          "'"
              + text
              + "' is no duration: write a whole number and one of us, ms, s, m, h, d, as in 5s");
    }
    long count = Long.parseLong(matcher.group(1));
    try {
      Duration duration = of(count, matcher.group(2));
      if (duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (ArithmeticException e) {
      // said below
    }
    throw OrillaException.invalid(
        "'" + text + "' is too long: no duration is over " + LONGEST.toDays() + "d");
  }

  private static Duration of(long count, String unit) {
    return switch (unit) {
      case "us" -> Duration.ofNanos(Math.multiplyExact(count, 1_000));
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  public static String format(Duration duration) {
    long micros = duration.toNanos() / 1_000;
    if (micros % 1_000 != 0) {
      return micros + "us";
    }
    return micros % 1_000_000 == 0 ? micros / 1_000_000 + "s" : micros / 1_000 + "ms";
  }

  static final class Writer extends StdSerializer<Duration> {
    private static final long serialVersionUID = 1;

    Writer() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(format(value));
    }
  }

  static final class Reader extends StdDeserializer<Duration> {
    private static final long serialVersionUID = 1;

    Reader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return parse(in.getText());
      } catch (OrillaException e) {
        return (Duration)
            context.handleWeirdStringValue(Duration.class, in.getText(), "%s", e.text());
      }
    }
  }
}
