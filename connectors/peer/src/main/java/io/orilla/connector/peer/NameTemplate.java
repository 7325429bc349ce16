package io.orilla.connector.peer;

import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.SignalName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives signals their names by where they come from: of {@code plant/{line}/{what}} and {@code
 * riva/hall1/{line}/press/{what}}, {@code plant/l3/temp} becomes {@code riva/hall1/l3/press/temp}.
 */
public final class NameTemplate {
  private static final Pattern PART = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)\\}");

  private final String name;
  private final List<String> parts = new ArrayList<>();
  private final Pattern places;

  /**
   * @throws OrillaException INVALID_ARGUMENT when the name uses a part that the place does not have
   */
  public NameTemplate(String place, String name) {
    this.name = name;
    Matcher part = PART.matcher(place);
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    while (part.find()) {
      pattern.append(Pattern.quote(place.substring(end, part.start()))).append("([^/]+)");
      parts.add(part.group(1));
      end = part.end();
    }
    this.places = Pattern.compile(pattern.append(Pattern.quote(place.substring(end))).toString());
    Matcher used = PART.matcher(name);
    while (used.find()) {
      if (!parts.contains(used.group(1))) {
        throw OrillaException.invalid(
            "'%s' uses {%s}, which '%s' does not have".formatted(name, used.group(1), place));
      }
    }
  }

  /** The name for what comes from this place; none when it is another's. */
  public Optional<SignalName> name(String place) {
    Matcher matcher = places.matcher(place);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String named = name;
    for (int index = 0; index < parts.size(); index++) {
      named = named.replace("{" + parts.get(index) + "}", matcher.group(index + 1));
    }
    return Optional.of(new SignalName(named));
  }
}
