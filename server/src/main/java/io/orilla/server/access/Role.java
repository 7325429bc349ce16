package io.orilla.server.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What somebody may do; each role may do what those before it may. */
public enum Role {
  /** Looks at everything but the audit. */
  @JsonProperty("viewer")
  VIEWER,
  /** Declares documents, runs workflows, gives nodes commands. */
  @JsonProperty("operator")
  OPERATOR,
  /** Admits nodes, makes tokens, wipes, reads the audit. */
  @JsonProperty("administrator")
  ADMINISTRATOR;

  boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
