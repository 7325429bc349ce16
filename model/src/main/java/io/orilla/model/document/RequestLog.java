package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which answers to calls are kept as predictions: {@code none}, {@code all}, or {@code sampled 100}
 * for each hundredth.
 *
 * @param every so many-th call; 0 for none
 */
public record RequestLog(int every) {
  public static final RequestLog NONE = new RequestLog(0);

  private static final Pattern SAMPLED = Pattern.compile("sampled ([1-9][0-9]{0,8})");

  @JsonCreator
  public static RequestLog of(String text) {
    Matcher sampled = SAMPLED.matcher(text);
    if (sampled.matches()) {
      return new RequestLog(Integer.parseInt(sampled.group(1)));
    }
    return switch (text) {
      case "none" -> NONE;
      case "all" -> new RequestLog(1);
      default ->
          throw OrillaException.invalid(
              "log is none, all, or 'sampled 100' for each hundredth call, not '" + text + "'");
    };
  }

  @JsonValue
  public String text() {
    return switch (every) {
      case 0 -> "none";
      case 1 -> "all";
      default -> "sampled " + every;
    };
  }
}
