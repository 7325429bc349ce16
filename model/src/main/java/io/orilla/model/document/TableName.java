package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.regex.Pattern;

/** A table of the lake: {@code namespace.name}. */
public record TableName(@JsonValue String text) implements Comparable<TableName> {
  private static final Pattern FORM =
      Pattern.compile("[a-z][a-z0-9_]{0,63}\\.[a-z][a-z0-9_]{0,63}");

  public static final TableName RAW_SIGNALS = new TableName("raw.signals");
  public static final TableName RAW_EVENTS = new TableName("raw.events");
  public static final TableName PREDICTIONS = new TableName("log.predictions");

  @JsonCreator
  public TableName {
    if (!FORM.matcher(text).matches()) {
      throw OrillaException.invalid(
          "'" + text + "' is no table: write namespace.name of a-z, 0-9 and '_'");
    }
  }

  public String namespace() {
    return text.substring(0, text.indexOf('.'));
  }

  public String name() {
    return text.substring(text.indexOf('.') + 1);
  }

  @Override
  public int compareTo(TableName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
