package io.orilla.model.prediction;

/** What a prediction came to. */
public enum Decision {
  NORMAL,
  ALARM,
  /** The window was not fit to be decided; the prediction says why. */
  NONE
}
