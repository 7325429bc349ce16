package io.orilla.learning.evaluation;

import java.util.OptionalInt;

/** What was really so at a row, as far as anybody looked. */
public enum Truth {
  NORMAL,
  ANOMALY,
  /** Outside of what the label set covers: counts neither for nor against a detector. */
  UNKNOWN;

  /** Of a label set's answer: 1 labelled, 0 not, nothing where nobody looked. */
  public static Truth of(OptionalInt label) {
    if (label.isEmpty()) {
      return UNKNOWN;
    }
    return label.getAsInt() == 0 ? NORMAL : ANOMALY;
  }
}
