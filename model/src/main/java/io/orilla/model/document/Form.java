package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.Locale;

/** As what an output says something. */
public enum Form {
  /** The number, or whether it is so. */
  VALUE,
  /** All that is known of it, as a text of JSON: for messages. */
  JSON;

  @JsonCreator
  public static Form of(String text) {
    for (Form form : values()) {
      if (form.text().equals(text)) {
        return form;
      }
    }
    throw OrillaException.invalid("'" + text + "' is no form: write value or json");
  }

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
