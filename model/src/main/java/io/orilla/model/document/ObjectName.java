package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a declared or recorded object: lower case, digits and hyphens, as in DNS labels. */
public record ObjectName(@JsonValue String text) implements Comparable<ObjectName> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  @JsonCreator
  public ObjectName {
    if (!FORM.matcher(text).matches()) {
      throw OrillaException.invalid(
          "'"
              + text
              + "' is no name: use 1 to 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit");
    }
  }

  /** As a record's own, which the agent's compiler does not see through: it is asked per window. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectName name && text.equals(name.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public int compareTo(ObjectName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
