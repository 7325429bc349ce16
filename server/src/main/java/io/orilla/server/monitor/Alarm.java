package io.orilla.server.monitor;

import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;
import io.orilla.server.record.NodeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A detector fired, and perhaps ceased to.
 *
 * @param raisedAt end of the window that raised it
 * @param clearedAt end of the window that cleared it; absent while it lasts
 * @param score when it was raised, in multiples of the limit
 * @param prediction id of the prediction that raised it
 */
public record Alarm(
    AssetName asset,
    ObjectName workload,
    Instant raisedAt,
    Optional<Instant> clearedAt,
    double score,
    String prediction) {

  private record Key(AssetName asset, ObjectName workload) {}

  /**
   * Alarms from the events in their order, newest first. One that is raised again while it lasts,
   * as after a restart of its node, is the same alarm.
   */
  public static List<Alarm> of(List<NodeEvent<Event.Alarm>> events) {
    List<Alarm> alarms = new ArrayList<>();
    Map<Key, Alarm> lasting = new LinkedHashMap<>();
    for (NodeEvent<Event.Alarm> said : events) {
      Event.Alarm event = said.event();
      Key key = new Key(event.asset(), event.workload());
      if (event.raised()) {
        lasting.putIfAbsent(key, raised(event));
      } else if (lasting.containsKey(key)) {
        alarms.add(lasting.remove(key).cleared(event.windowEnd()));
      }
    }
    alarms.addAll(lasting.values());
    alarms.sort(Comparator.comparing(Alarm::raisedAt).reversed());
    return alarms;
  }

  private static Alarm raised(Event.Alarm event) {
    return new Alarm(
        event.asset(),
        event.workload(),
        Micros.instant(event.windowEnd()),
        Optional.empty(),
        event.score(),
        event.prediction());
  }

  private Alarm cleared(long at) {
    return new Alarm(asset, workload, raisedAt, Optional.of(Micros.instant(at)), score, prediction);
  }
}
