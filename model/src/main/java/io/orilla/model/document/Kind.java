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
  WORKLOAD("Workload", WorkloadSpec.class),
  ALARM_RULE("AlarmRule", AlarmRuleSpec.class),
  OUTPUT("Output", OutputSpec.class);

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
      if (wanted.equals(kind.text.toLowerCase(Locale.ROOT)) || wanted.equals(kind.plural())) {
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

  /** As it stands in addresses: lower case, {@code studies}. */
  public String plural() {
    String name = text.toLowerCase(Locale.ROOT);
    return name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
  }

  public Class<? extends Spec> spec() {
    return spec;
  }

  @Override
  public String toString() {
    return text;
  }
}
