package io.orilla.model.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.orilla.model.error.OrillaException;

/** What is checked of samples or rows; what fails goes aside with the rule's id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Rule.Range.class, name = "range"),
  @JsonSubTypes.Type(value = Rule.Missing.class, name = "missing")
})
public sealed interface Rule {
  /** How this rule is named beside what it set aside. */
  @JsonIgnore
  String id();

  /** A sample's value lies in {@code [min, max]}, in the signal's unit. */
  record Range(String signal, double min, double max) implements Rule {
    public Range {
      if (!(min < max)) {
        throw OrillaException.invalid(
            "range of '" + signal + "': min " + min + " must be below max " + max);
      }
    }

    @Override
    @JsonIgnore
    public String id() {
      return "range(" + signal + ")";
    }
  }

  /** At most this share of a row's signals, 0 to 1, has no value. */
  record Missing(double maxShare) implements Rule {
    public static final String ID = "missing";

    public Missing {
      if (!(maxShare >= 0 && maxShare <= 1)) {
        throw OrillaException.invalid("missing: maxShare " + maxShare + " must lie in [0, 1]");
      }
    }

    @Override
    @JsonIgnore
    public String id() {
      return ID;
    }
  }
}
