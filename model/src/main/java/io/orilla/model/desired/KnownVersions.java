package io.orilla.model.desired;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The newest state and list of commands that a node has: an entity tag, as {@code "1.4/1.2"}. */
public record KnownVersions(StateVersion state, StateVersion commands) {
  public static final KnownVersions NONE = new KnownVersions(StateVersion.NONE, StateVersion.NONE);
  private static final String VERSION = "(\\d{1,18})\\.(\\d{1,18})";
  private static final Pattern TAG =
      Pattern.compile("(?:W/)?\"" + VERSION + "(?:/" + VERSION + ")?\"");

  public String tag() {
    return commands.equals(StateVersion.NONE)
        ? "\"" + state + "\""
        : "\"" + state + "/" + commands + "\"";
  }

  /** Reads a tag; one that is none of ours says that nothing is known. */
  public static KnownVersions parse(String tag) {
    Matcher matcher = TAG.matcher(tag);
    if (!matcher.matches()) {
      return NONE;
    }
    return new KnownVersions(
        version(matcher, 1), matcher.group(3) == null ? StateVersion.NONE : version(matcher, 3));
  }

  private static StateVersion version(Matcher matcher, int group) {
    return new StateVersion(
        Long.parseLong(matcher.group(group)), Long.parseLong(matcher.group(group + 1)));
  }
}
