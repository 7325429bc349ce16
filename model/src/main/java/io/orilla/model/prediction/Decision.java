package io.orilla.model.prediction;

/** What a prediction came to. */
public enum Decision {
  NORMAL,
  ALARM,
  /** It answers a call: nothing was to be decided. */
  ANSWERED,
  /** The window was not fit to be decided; the prediction says why. */
  NONE
}
