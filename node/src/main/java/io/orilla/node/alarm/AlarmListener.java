package io.orilla.node.alarm;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import org.jspecify.annotations.Nullable;

/** Hears how alarms stand. Called under the alarms' lock: it must not wait. */
public interface AlarmListener {
  /**
   * A value was held against an alarm's limits.
   *
   * @param active whether it is so, in a flood too
   * @param news the event, if it moved
   * @param age of the value since it arrived, µs
   */
  void held(ObjectName alarm, boolean active, Event.@Nullable Alarm news, long age);
}
