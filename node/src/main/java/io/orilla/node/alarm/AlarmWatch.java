package io.orilla.node.alarm;

import io.orilla.model.document.AlarmRuleSpec;
import io.orilla.model.document.ObjectName;
import java.time.Duration;

/** One alarm's limits, with hysteresis and delay in event time. Guarded by the alarms. */
final class AlarmWatch {
  private static final long NEVER = Long.MIN_VALUE;

  private final ObjectName name;
  private final AlarmRuleSpec spec;
  private long heard = NEVER;
  private long turningSince = NEVER;

  AlarmWatch(ObjectName name, AlarmRuleSpec spec) {
    this.name = name;
    this.spec = spec;
  }

  ObjectName name() {
    return name;
  }

  AlarmRuleSpec spec() {
    return spec;
  }

  /** Whether it is so now, when it was {@code active} before; a value of the past says nothing. */
  boolean next(boolean active, long at, double value) {
    if (at <= heard) {
      return active;
    }
    heard = at;
    if (!(active ? spec.isBack(value) : spec.isBeyond(value))) {
      turningSince = NEVER;
      return active;
    }
    if (turningSince == NEVER) {
      turningSince = at;
    }
    Duration wait = (active ? spec.clearsAfter() : spec.lasting()).orElse(Duration.ZERO);
    if (at - turningSince < wait.toNanos() / 1_000) {
      return active;
    }
    turningSince = NEVER;
    return !active;
  }

  /** What it is on is not known for the moment: a delay begins anew. */
  void unknown() {
    turningSince = NEVER;
  }
}
