package io.orilla.server.overview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orilla.lake.inbox.InboxEntry;
import io.orilla.model.alarm.AlarmState;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.content.Json;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import io.orilla.server.alarm.Alarm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest predictions and alarms, numbered, for whoever follows; who comes back soon misses
 * none. Who tells never waits for who follows. Thread-safe.
 */
public final class LiveEvents {
  private static final Logger log = LoggerFactory.getLogger(LiveEvents.class);
  private static final int KEPT = 2_000;

  private final Deque<LiveEvent> latest = new ArrayDeque<>();
  private final Map<Alarmed, Alarm> known = new HashMap<>();
  private long last;
  private boolean closed;

  private record Alarmed(ObjectName node, ObjectName alarm) {}

  /** Hears an accepted batch; for {@link io.orilla.lake.inbox.Inbox#onAccepted}. */
  public void accepted(InboxEntry entry) {
    try {
      if (entry.lane() == Lane.EVENTS) {
        entry.decode().blocks().forEach(block -> alarms(entry.node(), block));
      }
    } catch (OrillaException e) {
      log.debug("inbox entry {} is passed over: {}", entry.offset(), e.text());
    }
  }

  private void alarms(ObjectName node, Block block) {
    for (Event event : JsonRecords.decode(block.payload(), Event.class)) {
      if (event instanceof Event.Alarm alarm) {
        tell(node, alarm);
      }
    }
  }

  private synchronized void tell(ObjectName node, Event.Alarm said) {
    Alarmed key = new Alarmed(node, said.alarm());
    Alarm alarm = Alarm.of(node, said, Optional.ofNullable(known.get(key)));
    if (said.state() == AlarmState.NORMAL) {
      known.remove(key);
    } else {
      known.put(key, alarm);
    }
    tell("alarm", alarm);
  }

  /** Hears a prediction; it is told without what each signal contributed. */
  public void predicted(Prediction prediction) {
    JsonNode told = Json.tree(prediction);
    if (told.path("outputs") instanceof ObjectNode outputs) {
      outputs.remove(ModelSignature.CONTRIBUTION);
    }
    tell("prediction", told);
  }

  private synchronized void tell(String name, Object value) {
    latest.addLast(LiveEvent.of(++last, name, value));
    if (latest.size() > KEPT) {
      latest.removeFirst();
    }
    notifyAll();
  }

  /** Lets those go who wait. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** The number of the newest event; 0 before the first. */
  synchronized long last() {
    return last;
  }

  /** The events after a number, oldest first; waits for one, but not longer than this. */
  synchronized List<LiveEvent> after(long number, Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); last <= number && left > 0 && !closed; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return latest.stream().filter(event -> event.number() > number).toList();
  }
}
