package io.orilla.learning.detector;

import io.orilla.model.error.OrillaException;
import java.util.Locale;

/** Where the limit of a statistic comes from. */
public enum Limits {
  /** The distribution it has when rows are independent and normal. */
  THEORY,
  /** What the statistic reached on blocks of training rows that were held out. */
  BLOCKED;

  /** As a study's grid and the parameters of a run name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Limits of(String id) {
    for (Limits limits : values()) {
      if (limits.id().equals(id)) {
        return limits;
      }
    }
    throw OrillaException.invalid("limits '" + id + "' is not known: give theory or blocked");
  }
}
