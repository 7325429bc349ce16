package io.orilla.model.document;

import io.orilla.model.error.OrillaException;
import java.time.Duration;

/**
 * How samples become a regular grid of rows. All times are event time.
 *
 * @param grid distance of rows; a row stands at a whole multiple of it since 1970 UTC
 * @param hold how long a signal's last value stands in for a missing one
 * @param lateness how far one signal may run ahead before a row no longer waits for the others
 * @param ahead how far a sample's source time may lie after its arrival before it is set aside
 */
public record Clean(Duration grid, Duration hold, Duration lateness, Duration ahead) {
  public Clean {
    positive("grid", grid);
    positive("ahead", ahead);
    if (hold.compareTo(grid) < 0) {
      throw OrillaException.invalid("hold must be at least grid");
    }
    if (lateness.isNegative()) {
      throw OrillaException.invalid("lateness must not be negative");
    }
  }

  private static void positive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw OrillaException.invalid(name + " must be longer than nothing");
    }
  }
}
