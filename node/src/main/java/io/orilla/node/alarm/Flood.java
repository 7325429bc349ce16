package io.orilla.node.alarm;

import io.orilla.model.alarm.AlarmPriority;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Keeps alarms back while more are raised than anybody can look at; what still is so when there is
 * room again is raised then. Guarded by the alarms.
 */
final class Flood {
  private static final int NAMED = 100;

  private final AlarmSettings settings;
  private final Consumer<Event> journal;
  private final Deque<Long> raised = new ArrayDeque<>();
  private final Set<ObjectName> held = new TreeSet<>();
  private long since;
  private long count;

  Flood(AlarmSettings settings, Consumer<Event> journal) {
    this.settings = settings;
    this.journal = journal;
  }

  /** Whether an alarm may be raised now, µs UTC. */
  boolean admits(ObjectName alarm, AlarmPriority priority, long now) {
    look(now);
    if (priority == AlarmPriority.HIGH || raised.size() < settings.most()) {
      raised.addLast(now);
      return true;
    }
    hold(alarm, now);
    return false;
  }

  private void hold(ObjectName alarm, long now) {
    if (held.size() < NAMED) {
      held.add(alarm);
    }
    if (count++ == 0) {
      since = now;
      tell(true, now);
    }
  }

  /** Sees whether it is over. */
  void look(long now) {
    if (raised.isEmpty() && count == 0) {
      return;
    }
    long first = now - settings.within().toNanos() / 1_000;
    while (!raised.isEmpty() && (raised.getFirst() < first || raised.getFirst() > now)) {
      raised.removeFirst();
    }
    if (count > 0 && raised.size() < settings.most()) {
      tell(false, now);
      count = 0;
      held.clear();
    }
  }

  private void tell(boolean lasts, long now) {
    journal.accept(new Event.AlarmFlood(now, lasts, since, count, List.copyOf(held)));
  }
}
