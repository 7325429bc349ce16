package io.orilla.demo.story;

import java.util.Locale;

/** How one model version did against the labels, as far as there were windows enough to tell. */
final class DetectionLine {
  /** With fewer, a single window moves a rate by more than three points in a hundred. */
  private static final long ENOUGH = 30;

  private DetectionLine() {}

  static String of(Report.Detection row) {
    return "%s %s v%d: %s; %s"
        .formatted(row.asset(), row.model(), row.version(), inFaults(row), beside(row));
  }

  private static String inFaults(Report.Detection row) {
    long windows = row.tp() + row.fn();
    if (windows == 0) {
      return "ran in no fault: F1 and MAR cannot be told";
    }
    return windows < ENOUGH
        ? "found %d of %d windows in a fault, too few to tell F1 and MAR"
            .formatted(row.tp(), windows)
        : format("F1 %.2f, MAR %.1f %% of %d in a fault", row.f1(), row.mar() * 100, windows);
  }

  private static String beside(Report.Detection row) {
    long windows = row.fp() + row.tn();
    return windows < ENOUGH
        ? "%d of %d others raised, too few to tell FAR".formatted(row.fp(), windows)
        : format("FAR %.1f %% of %d others", row.far() * 100, windows);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
