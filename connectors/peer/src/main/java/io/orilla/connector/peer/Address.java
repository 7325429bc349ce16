package io.orilla.connector.peer;

import io.orilla.model.document.Spelling;
import io.orilla.model.error.OrillaException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A place at a peer, with options: {@code holding/72?type=float32&scale=0.1}. In it {@code %3F},
 * {@code %26} and {@code %25} stand for a question mark, an ampersand and a percent sign that are
 * meant as such.
 */
public record Address(String place, Map<String, String> options) {
  /**
   * @param known the options that there are
   * @throws OrillaException INVALID_ARGUMENT that says what is wrong
   */
  public static Address parse(String text, Collection<String> known) {
    int end = text.indexOf('?');
    if (end < 0) {
      return new Address(decoded(text), Map.of());
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : text.substring(end + 1).split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (!known.contains(name)) {
        throw OrillaException.invalid(
            "'%s' has the unknown option '%s'%s; allowed are %s"
                .formatted(text, name, Spelling.suggestion(name, known), String.join(", ", known)));
      }
      if (equals < 0 || options.put(name, decoded(option.substring(equals + 1))) != null) {
        throw OrillaException.invalid(
            "'%s' must give the option '%s' once, as %s=value".formatted(text, name, name));
      }
    }
    return new Address(decoded(text.substring(0, end)), options);
  }

  /** A place as an address without options has it. */
  public static String escaped(String place) {
    return place.replace("%", "%25").replace("?", "%3F").replace("&", "%26");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw OrillaException.invalid("'" + text + "' has a lone '%'; write it as %25");
    }
  }

  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** An option's value, read by what throws when it is wrong. */
  public <T> Optional<T> option(String name, Function<String, T> read) {
    try {
      return option(name).map(read);
    } catch (IllegalArgumentException e) {
      throw OrillaException.invalid(
          "the option %s=%s is wrong: %s".formatted(name, options.get(name), e.getMessage()));
    }
  }

  /** A whole number, also hexadecimal as {@code 0x8000}. */
  public Optional<Integer> whole(String name, int least, int most) {
    Optional<Integer> number = option(name, Integer::decode);
    number
        .filter(value -> value < least || value > most)
        .ifPresent(
            value -> {
              throw OrillaException.invalid(
                  "the option %s=%d must lie in [%d, %d]".formatted(name, value, least, most));
            });
    return number;
  }
}
