package io.orilla.node.local;

import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the records that a node keeps.
 *
 * @param from sequence of the first record
 * @param writtenFrom instead of it: when the first one was journalled, µs UTC
 * @param limit how many records at most
 * @param signal samples of this signal alone
 * @param since samples of this source time and later, µs UTC
 * @param until samples before this source time
 */
record HistoryQuery(
    Lane lane,
    long from,
    long writtenFrom,
    int limit,
    Optional<String> signal,
    long since,
    long until) {
  private static final int USUAL = 1_000;
  private static final int MOST = 100_000;

  /**
   * @throws OrillaException INVALID_ARGUMENT
   */
  static HistoryQuery of(String lane, @Nullable String query) {
    Map<String, String> asked = parameters(query);
    String from = asked.getOrDefault("from", "1");
    boolean bySequence = from.chars().allMatch(Character::isDigit);
    int limit = (int) number("limit", asked.getOrDefault("limit", "" + USUAL));
    if (limit < 1 || limit > MOST) {
      throw OrillaException.invalid("limit is 1 to " + MOST + ", not " + limit);
    }
    return new HistoryQuery(
        lane(lane),
        bySequence ? number("from", from) : 0,
        bySequence ? 0 : time("from", from),
        limit,
        Optional.ofNullable(asked.get("signal")),
        asked.containsKey("since") ? time("since", asked.get("since")) : Long.MIN_VALUE,
        asked.containsKey("until") ? time("until", asked.get("until")) : Long.MAX_VALUE);
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> asked = new HashMap<>();
    for (String part : query == null ? new String[0] : query.split("&")) {
      String[] pair = part.split("=", 2);
      if (pair.length == 2) {
        asked.put(pair[0], pair[1]);
      }
    }
    return asked;
  }

  private static Lane lane(String text) {
    try {
      return Lane.of(text);
    } catch (IllegalArgumentException e) {
      throw OrillaException.invalid(
          "there is no lane '" + text + "': ask for events, predictions or signals");
    }
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw OrillaException.invalid(name + " is a number, not '" + text + "'");
    }
  }

  private static long time(String name, @Nullable String text) {
    try {
      return Micros.of(Instant.parse(String.valueOf(text)));
    } catch (DateTimeParseException e) {
      throw OrillaException.invalid(
          name + " is a time like 2026-11-25T22:00:00Z, not '" + text + "'");
    }
  }

  boolean takes(String name, long sourceTime) {
    return signal.filter(wanted -> !wanted.equals(name)).isEmpty()
        && since <= sourceTime
        && sourceTime < until;
  }
}
