package io.orilla.server.alarm;

import io.orilla.model.alarm.AlarmLimit;
import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.SignalName;
import io.orilla.server.record.NodeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One time that an alarm was raised.
 *
 * @param name of its document, or of the workload for a champion's own
 * @param raisedAt end of the window, or time of the sample, that raised it
 * @param clearedAt of what cleared it; absent while it is active
 * @param value that raised it; of a detector in multiples of its limit
 * @param limit that its rule sets; absent for a champion's own
 * @param prediction id of the prediction that raised it; absent for a signal's
 * @param text what somebody is to do about it
 * @param shelf by whom, why and until when it is put aside; absent when it is not
 */
public record Alarm(
    ObjectName node,
    ObjectName name,
    AssetName asset,
    Optional<ObjectName> workload,
    Optional<SignalName> signal,
    AlarmPriority priority,
    AlarmState state,
    Instant raisedAt,
    Optional<Instant> clearedAt,
    Optional<Instant> acknowledgedAt,
    Optional<String> acknowledgedBy,
    double value,
    Optional<AlarmLimit> limit,
    Optional<String> prediction,
    Optional<String> text,
    Optional<Shelf> shelf) {

  /** That somebody put it aside: nobody is told of it for so long. */
  public record Shelf(String by, String reason, Instant until) {
    static Optional<Shelf> of(Event.Alarm said) {
      return said.liesOnShelf()
          ? Optional.ofNullable(said.shelf())
              .map(shelf -> new Shelf(shelf.by(), shelf.reason(), Micros.instant(shelf.until())))
          : Optional.empty();
    }
  }

  private record Key(ObjectName node, ObjectName name) {}

  /** All that were ever raised, from the events in their order; newest first. */
  static List<Alarm> of(List<NodeEvent<Event.Alarm>> events) {
    List<Alarm> past = new ArrayList<>();
    Map<Key, Alarm> last = new LinkedHashMap<>();
    for (NodeEvent<Event.Alarm> said : events) {
      Key key = new Key(said.node(), said.event().alarm());
      Optional<Alarm> before = Optional.ofNullable(last.get(key));
      Optional<Alarm> ended = before.filter(alarm -> !alarm.isSame(said.event()));
      ended.map(alarm -> alarm.overtaken(said.event())).ifPresent(past::add);
      if (ended.isPresent() || before.isEmpty()) {
        last.remove(key);
      }
      if (said.event().raisedAt() > 0) {
        last.put(key, of(said.node(), said.event(), before));
      }
    }
    past.addAll(last.values());
    past.sort(Comparator.comparing(Alarm::raisedAt).reversed());
    return past;
  }

  /**
   * How it stands after an event.
   *
   * @param before how it stood, the same time or another
   */
  public static Alarm of(ObjectName node, Event.Alarm said, Optional<Alarm> before) {
    Optional<Alarm> same = before.filter(alarm -> alarm.isSame(said));
    Instant at = Micros.instant(said.at());
    Optional<Instant> acknowledgedAt = Optional.ofNullable(said.by()).map(by -> at);
    Optional<Instant> clearedAt = said.state().isActive() ? Optional.empty() : Optional.of(at);
    return new Alarm(
        node,
        said.alarm(),
        said.asset(),
        Optional.ofNullable(said.workload()),
        Optional.ofNullable(said.signal()),
        said.priority(),
        said.state(),
        Micros.instant(said.raisedAt()),
        same.flatMap(Alarm::clearedAt).or(() -> clearedAt),
        same.flatMap(Alarm::acknowledgedAt).or(() -> acknowledgedAt),
        same.flatMap(Alarm::acknowledgedBy).or(() -> Optional.ofNullable(said.by())),
        same.map(Alarm::value).orElse(said.value()),
        same.flatMap(Alarm::limit).or(() -> Optional.ofNullable(said.limit())),
        same.flatMap(Alarm::prediction).or(() -> Optional.ofNullable(said.prediction())),
        Optional.ofNullable(said.text()),
        Shelf.of(said));
  }

  private boolean isSame(Event.Alarm said) {
    return said.alarm().equals(name) && Micros.instant(said.raisedAt()).equals(raisedAt);
  }

  /** It was raised again, or its node knows no more of it: nobody has to look at this time. */
  private Alarm overtaken(Event.Alarm next) {
    return new Alarm(
        node,
        name,
        asset,
        workload,
        signal,
        priority,
        AlarmState.NORMAL,
        raisedAt,
        clearedAt.or(() -> Optional.of(Micros.instant(next.at()))),
        acknowledgedAt,
        acknowledgedBy,
        value,
        limit,
        prediction,
        text,
        Optional.empty());
  }

  /**
   * As people read it: {@code loop1-anomaly: 3.4 times the limit}, or {@code loop1-hot: temperature
   * at 62.10, limit 60.00}.
   */
  public String summary() {
    String beyond = limit.map(rule -> ", " + rule.text()).orElse("");
    return subject()
        .map(of -> "%s: %s at %.4g%s".formatted(name, of, value, beyond))
        .orElseGet(() -> "%s: %.1f times the limit".formatted(name, value));
  }

  private Optional<String> subject() {
    return signal
        .map(SignalName::localName)
        .or(() -> limit.flatMap(rule -> Optional.ofNullable(rule.output())));
  }
}
