package io.orilla.node.output;

import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.Value;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That a value is to be written.
 *
 * @param deadline until when, by {@link System#nanoTime}
 * @param cause as in {@link io.orilla.model.journal.Event.Write}
 */
record Request(
    Value value,
    long deadline,
    String cause,
    @Nullable String prediction,
    @Nullable ObjectName alarm) {
  static final String PREDICTION = "prediction";
  static final String ALARM = "alarm";
  static final String STALE = "fail-safe: nothing was heard";
  static final String WITHDRAWN = "fail-safe: the output was withdrawn";
  static final String STOPPED = "fail-safe: the agent ends";
  static final String LEFT = "fail-safe: what stood there had been left behind";

  /** The time that is left, or none. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  boolean isLate() {
    return deadline - System.nanoTime() <= 0;
  }

  boolean isFailSafe() {
    return prediction == null && alarm == null;
  }
}
