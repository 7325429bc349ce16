package io.orilla.server.document;

import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.document.Kind;
import io.orilla.model.document.ObjectName;
import java.util.Locale;

/** What became of a document that was applied. */
public record Applied(Kind kind, ObjectName name, long generation, Outcome outcome) {
  /** Whether the document was new, another, or the same. */
  public enum Outcome {
    CREATED,
    CHANGED,
    UNCHANGED;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
