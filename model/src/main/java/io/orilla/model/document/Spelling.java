package io.orilla.model.document;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The nearest known word to a word that is not known (Levenshtein distance). */
public final class Spelling {
  private Spelling() {}

  public static String suggestion(String written, String... known) {
    return suggestion(written, Arrays.asList(known));
  }

  /** {@code " (did you mean 'x'?)"}, or nothing when no known word is near. */
  public static String suggestion(String written, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(word -> distance(written, word)))
        .filter(word -> distance(written, word) <= Math.max(2, word.length() / 3))
        .map(word -> " (did you mean '" + word + "'?)")
        .orElse("");
  }

  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    Arrays.setAll(above, column -> column);
    for (int row = 1; row <= a.length(); row++) {
      int[] line = new int[b.length() + 1];
      line[0] = row;
      for (int column = 1; column <= b.length(); column++) {
        int change = above[column - 1] + (a.charAt(row - 1) == b.charAt(column - 1) ? 0 : 1);
        line[column] = Math.min(change, 1 + Math.min(above[column], line[column - 1]));
      }
      above = line;
    }
    return above[b.length()];
  }
}
