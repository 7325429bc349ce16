package io.orilla.node.workload;

import io.orilla.model.document.ObjectName;
import java.time.Duration;

/** Which of the windows that close are decided. The thread that decides asks it. */
interface Pace {
  /** Every window, as a champion's. */
  Pace EVERY =
      new Pace() {
        @Override
        public boolean takes(long windowEnd, long arrivalTime, ObjectName workload) {
          return true;
        }

        @Override
        public void took(Duration time) {}

        @Override
        public Skipped skipped() {
          return Skipped.NONE;
        }

        @Override
        public void end() {}
      };

  /**
   * Whether the window is decided; else it is left out for good.
   *
   * @param windowEnd µs UTC, event time
   * @param arrivalTime of the sample that closed it, µs UTC
   * @param workload that would decide it
   */
  boolean takes(long windowEnd, long arrivalTime, ObjectName workload);

  /** A window took so long. */
  void took(Duration time);

  /** What was left out until now; any thread may ask. */
  Skipped skipped();

  /** No more windows come. */
  void end();
}
