package io.orilla.node.alarm;

import io.orilla.model.alarm.AlarmState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.LaneCheckpoints;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The alarms that somebody has to look at, by the events lane, which alone is true; a document from
 * time to time spares reading it from its beginning. Reads wait for nobody; has one writer.
 */
final class AlarmBook implements AutoCloseable {
  private static final String NAME = "alarms/standing";
  private static final long EVENTS_BETWEEN_CHECKPOINTS = 2_000;

  private final Journal journal;
  private final LaneCheckpoints<Checkpoint> checkpoints;
  private final Map<ObjectName, Event.Alarm> standing = new ConcurrentHashMap<>();
  private boolean continued;

  /**
   * @param sequence of the events lane, up to which the alarms count
   */
  private record Checkpoint(JournalEpoch epoch, long sequence, List<Event.Alarm> alarms) {}

  private AlarmBook(Journal journal, Documents documents) {
    this.journal = journal;
    this.checkpoints =
        new LaneCheckpoints<>(
            journal,
            Lane.EVENTS,
            EVENTS_BETWEEN_CHECKPOINTS,
            documents.kept(NAME, Checkpoint.class),
            sequence -> new Checkpoint(journal.epoch(), sequence, all()));
  }

  static AlarmBook load(Journal journal, Documents documents) {
    AlarmBook book = new AlarmBook(journal, documents);
    Optional<Checkpoint> kept = book.checkpoints.load();
    kept.ifPresent(checkpoint -> checkpoint.alarms().forEach(book::note));
    Optional<Checkpoint> ofThisEpoch =
        kept.filter(checkpoint -> checkpoint.epoch().equals(journal.epoch()));
    book.continued = kept.isEmpty() || ofThisEpoch.isPresent();
    book.checkpoints.follow(ofThisEpoch.map(Checkpoint::sequence).orElse(0L), book::note);
    book.checkpoints.note();
    return book;
  }

  private void note(Block events) {
    JsonRecords.decode(events.payload(), Event.class).stream()
        .filter(Event.Alarm.class::isInstance)
        .map(Event.Alarm.class::cast)
        .forEach(this::note);
  }

  private void note(Event.Alarm alarm) {
    if (alarm.state() == AlarmState.NORMAL && !alarm.liesOnShelf()) {
      standing.remove(alarm.alarm());
    } else {
      standing.put(alarm.alarm(), alarm);
    }
  }

  /** Whether the lane's records say all; with another epoch some may have been given up. */
  boolean isContinued() {
    return continued;
  }

  Optional<Event.Alarm> of(ObjectName name) {
    return Optional.ofNullable(standing.get(name));
  }

  AlarmState state(ObjectName name) {
    return of(name).map(Event.Alarm::state).orElse(AlarmState.NORMAL);
  }

  /** All that are not normal, or put aside, in the order of their names. */
  List<Event.Alarm> all() {
    return standing.values().stream().sorted(Comparator.comparing(Event.Alarm::alarm)).toList();
  }

  void append(Event.Alarm alarm) {
    checkpoints.change(
        () -> {
          journal.append(alarm);
          note(alarm);
        });
  }

  @Override
  public void close() {
    checkpoints.close();
  }
}
