package io.orilla.model.signal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A machine by its place in the plant: {@code site/area/line/asset}. */
public record AssetName(@JsonValue String text) implements Comparable<AssetName> {
  static final String PART = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}";
  private static final Pattern FORM = Pattern.compile(PART + "(/" + PART + "){3}");

  @JsonCreator
  public AssetName {
    if (!FORM.matcher(text).matches()) {
      throw OrillaException.invalid(
          "'"
              + text
              + "' is no asset: write site/area/line/asset, each part of letters, digits, blank, '.', '_' or '-'");
    }
  }

  public SignalName signal(String name) {
    return new SignalName(text + "/" + name);
  }

  /** The last part, for people who know which plant they are in. */
  public String shortName() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** As a record's own, which the agent's compiler does not see through: it is asked per window. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AssetName name && text.equals(name.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public int compareTo(AssetName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
