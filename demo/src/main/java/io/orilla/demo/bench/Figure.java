package io.orilla.demo.bench;

import java.util.Locale;

/**
 * One measured figure beside its yardstick.
 *
 * @param name as in the JSON; the unit is its end
 * @param goal what it is to reach
 * @param yardstick what the same run shows without our code, in the same unit
 * @param meaning what was measured, and what the yardstick is
 */
public record Figure(String name, double value, Goal goal, double yardstick, String meaning) {

  /** A limit that a figure is to keep. */
  public sealed interface Goal {
    boolean isMetBy(double value);

    record AtMost(double limit) implements Goal {
      @Override
      public boolean isMetBy(double value) {
        return value <= limit;
      }

      @Override
      public String toString() {
        return "<= " + number(limit);
      }
    }

    record AtLeast(double limit) implements Goal {
      @Override
      public boolean isMetBy(double value) {
        return value >= limit;
      }

      @Override
      public String toString() {
        return ">= " + number(limit);
      }
    }
  }

  public static Figure atMost(
      double limit, String name, double value, double yardstick, String meaning) {
    return new Figure(name, value, new Goal.AtMost(limit), yardstick, meaning);
  }

  public static Figure atLeast(
      double limit, String name, double value, double yardstick, String meaning) {
    return new Figure(name, value, new Goal.AtLeast(limit), yardstick, meaning);
  }

  public boolean met() {
    return goal.isMetBy(value);
  }

  public String line() {
    return String.format(
        Locale.ROOT,
        "%-28s %12s  %-12s %-7s %12s  %s",
        name,
        number(value),
        goal,
        met() ? "met" : "MISSED",
        number(yardstick),
        meaning);
  }

  private static String number(double value) {
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
