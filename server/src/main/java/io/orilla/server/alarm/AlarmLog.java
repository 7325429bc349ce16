package io.orilla.server.alarm;

import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.server.record.EventLog;
import io.orilla.server.record.NodeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All alarms that were told, from the delivered events. Thread-safe. */
public final class AlarmLog {
  private final EventLog events;

  /**
   * Alarms that were held back, as there were more than anybody can look at.
   *
   * @param until absent while it lasts
   * @param count how often one was held back
   * @param alarms which, at most 100
   */
  record Flood(
      ObjectName node,
      Instant since,
      Optional<Instant> until,
      long count,
      List<ObjectName> alarms) {}

  private record Key(ObjectName node, long since) {}

  public AlarmLog(EventLog events) {
    this.events = events;
  }

  /** Newest first. */
  public List<Alarm> alarms() {
    return Alarm.of(events.all(Event.Alarm.class));
  }

  /** Newest first. */
  List<Flood> floods() {
    Map<Key, Flood> floods = new LinkedHashMap<>();
    for (NodeEvent<Event.AlarmFlood> said : events.all(Event.AlarmFlood.class)) {
      Event.AlarmFlood flood = said.event();
      floods.put(
          new Key(said.node(), flood.since()),
          new Flood(
              said.node(),
              Micros.instant(flood.since()),
              flood.lasts() ? Optional.empty() : Optional.of(Micros.instant(flood.time())),
              flood.count(),
              flood.alarms()));
    }
    return new ArrayList<>(floods.values()).reversed();
  }
}
