package io.orilla.node.testbed;

import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;

/** An alarm that stands and that nobody knows of. */
public final class RaisedAlarm {
  private RaisedAlarm() {}

  /**
   * @param at microseconds UTC
   */
  public static Event.Alarm of(ObjectName alarm, long at) {
    return new Event.Alarm(
        at,
        alarm,
        new AssetName("riva/hall1/water/loop1"),
        AlarmPriority.HIGH,
        AlarmState.ACTIVE,
        at,
        at,
        1.5,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
