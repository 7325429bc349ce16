package io.orilla.demo.device;

import java.time.Instant;
import java.util.Map;

/** A tank with a pump that keeps its level between two marks: what simulated devices measure. */
final class Tank {
  private static final double FULL = 80;
  private static final double LOW = 20;
  private static final double INFLOW = 2.5;
  private static final double OUTFLOW = 4;
  private static final double NOMINAL_SPEED = 1450;

  private double level = 50;
  private boolean pumping;

  /** What the instruments show. Level in %, flow in l/s, speed of the pump in 1/min. */
  record Reading(double level, double flow, int speed, boolean pumping) {
    /** The same as of now, for JSON. */
    Map<String, Object> message() {
      return Map.of(
          "level", level, "flow", flow, "speed", speed, "pumping", pumping, "time", Instant.now());
    }
  }

  Reading afterSeconds(double seconds) {
    level += seconds * (INFLOW - (pumping ? OUTFLOW : 0));
    if (level > FULL) {
      pumping = true;
    } else if (level < LOW) {
      pumping = false;
    }
    return new Reading(
        level, pumping ? OUTFLOW : 0, pumping ? (int) (NOMINAL_SPEED + level / 10) : 0, pumping);
  }
}
