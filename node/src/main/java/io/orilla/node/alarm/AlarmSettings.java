package io.orilla.node.alarm;

import io.orilla.model.error.OrillaException;
import java.time.Duration;

/**
 * How many alarms people can bear (ISA-18.2 calls more than 10 in 10 minutes a flood).
 *
 * @param most so many are raised within the time; what is beyond waits, but for high priority
 */
public record AlarmSettings(int most, Duration within) {
  public static final AlarmSettings DEFAULT = new AlarmSettings(10, Duration.ofMinutes(10));

  public AlarmSettings {
    if (most < 1 || !within.isPositive()) {
      throw OrillaException.invalid("alarms: most is 1 or more, within longer than nothing");
    }
  }
}
