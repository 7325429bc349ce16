package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.orilla.model.error.OrillaException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The nouns that users declare. */
public enum Kind {
  SOURCE("Source", SourceSpec.class),
  WORKFLOW("Workflow", WorkflowSpec.class),
  LABEL_SET("LabelSet", LabelSetSpec.class),
  STUDY("Study", StudySpec.class),
  WORKLOAD("Workload", WorkloadSpec.class);

  private final String text;
  private final Class<? extends Spec> spec;

  Kind(String text, Class<? extends Spec> spec) {
    this.text = text;
    this.spec = spec;
  }

  /** Reads a kind in any case, singular or plural, as it stands in documents and in addresses. */
  @JsonCreator
  public static Kind of(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    for (Kind kind : values()) {
      String name = kind.text.toLowerCase(Locale.ROOT);
      if (wanted.equals(name) || wanted.equals(name + "s")) {
        return kind;
      }
    }
    String known = Arrays.stream(values()).map(Kind::text).collect(Collectors.joining(", "));
    throw OrillaException.invalid(
        "'"
            + text
            + "' is no kind of document; there are "
            + known
            + Spelling.suggestion(text, known.split(", ")));
  }

  @JsonValue
  public String text() {
    return text;
  }

  public Class<? extends Spec> spec() {
    return spec;
  }

  @Override
  public String toString() {
    return text;
  }
}
