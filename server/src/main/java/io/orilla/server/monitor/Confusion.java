package io.orilla.server.monitor;

/**
 * How often the detector was right and wrong, window by window.
 *
 * @param tp alarms that were labelled
 * @param tn windows that were neither
 * @param fp alarms that were not labelled
 * @param fn labelled windows without alarm
 */
record Confusion(long tp, long tn, long fp, long fn) {
  static final Confusion NONE = new Confusion(0, 0, 0, 0);

  Confusion and(boolean alarm, boolean labelled) {
    return alarm
        ? (labelled ? new Confusion(tp + 1, tn, fp, fn) : new Confusion(tp, tn, fp + 1, fn))
        : (labelled ? new Confusion(tp, tn, fp, fn + 1) : new Confusion(tp, tn + 1, fp, fn));
  }

  /** Harmonic mean of precision and recall; 0 where there was nothing to find and no alarm. */
  double f1() {
    return share(2 * tp, 2 * tp + fp + fn);
  }

  /** False alarm rate: alarms among the windows that were not labelled, 0 to 1. */
  double far() {
    return share(fp, fp + tn);
  }

  /** Missed alarm rate: labelled windows without alarm, 0 to 1. */
  double mar() {
    return share(fn, fn + tp);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
