package io.orilla.server.prediction;

import io.javalin.http.Context;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/** Parameters of a request for something in time. */
final class TimeParameters {
  private TimeParameters() {}

  /**
   * The time in a parameter, µs UTC; nothing when it is not given.
   *
   * @throws OrillaException INVALID_ARGUMENT
   */
  static OptionalLong time(Context context, String parameter) {
    String text = context.queryParam(parameter);
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Micros.of(Instant.parse(text)));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw OrillaException.invalid(
          "%s: '%s' is no time; write it in UTC as 2026-01-31T12:00:00Z"
              .formatted(parameter, text));
    }
  }

  static Optional<AssetName> asset(Context context) {
    return Optional.ofNullable(context.queryParam("asset")).map(AssetName::new);
  }

  /**
   * A count in a parameter, from 1 to the most that is allowed.
   *
   * @throws OrillaException INVALID_ARGUMENT
   */
  static int count(Context context, String parameter, int otherwise, int most) {
    String text = context.queryParam(parameter);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw OrillaException.invalid(
          "%s: '%s' must be a whole number from 1 to %d".formatted(parameter, text, most));
    }
    return Integer.parseInt(text);
  }
}
