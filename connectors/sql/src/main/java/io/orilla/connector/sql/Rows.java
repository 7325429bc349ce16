package io.orilla.connector.sql;

import io.orilla.connector.peer.Closing;
import io.orilla.connector.peer.Column;
import io.orilla.connector.peer.Columns;
import io.orilla.connector.peer.TimeText;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes samples of the rows that a query gives, and hands them on with the key behind them. */
final class Rows {
  private final SqlSettings settings;
  private final Columns columns;
  private final TimeText times;
  private final SampleListener listener;
  private final InstantSource clock;
  private Optional<Key> last = Optional.empty();
  private long lastArrival = Long.MIN_VALUE;

  /**
   * What one answer has.
   *
   * @param troubles why a signal's value in some row could not be read
   * @param end the key of its last row
   * @param isFull whether there may be more
   */
  record Batch(
      List<Sample> samples, Map<SignalName, String> troubles, Optional<Key> end, boolean isFull) {}

  Rows(SqlSettings settings, Columns columns, SampleListener listener, InstantSource clock) {
    this.settings = settings;
    this.columns = columns;
    this.times = settings.time().text();
    this.listener = listener;
    this.clock = clock;
  }

  /** Goes on behind the key that was told last, where it is one of this column. */
  void begin() {
    if (!settings.key().isGiven()) {
      return;
    }
    Optional<String> place = listener.place();
    Optional<Key> told =
        place
            .filter(text -> text.startsWith(prefix()))
            .map(text -> Key.parse(settings.key().type(), text.substring(prefix().length())));
    if (place.isPresent() && told.isEmpty()) {
      columns.all().forEach(column -> listener.overflowed(column.signal()));
    }
    last = Optional.of(told.orElseGet(settings::firstKey));
    tell(List.of());
  }

  private String prefix() {
    return settings.key().column() + " " + settings.key().type().text() + " ";
  }

  private void tell(List<Sample> samples) {
    if (last.isPresent()) {
      listener.received(samples, prefix() + last.get().text());
    } else if (!samples.isEmpty()) {
      listener.received(samples);
    }
  }

  Batch ask(Database database) throws SQLException {
    return database.ask(last, this::read);
  }

  void deliver(Batch batch) {
    batch.troubles().forEach(listener::refused);
    last = batch.end();
    tell(batch.samples());
  }

  private Batch read(ResultSet rows) throws SQLException {
    ResultColumns found = ResultColumns.of(rows.getMetaData());
    Map<SignalName, String> troubles = new LinkedHashMap<>();
    List<Sample> samples = new ArrayList<>();
    Optional<Key> end = last;
    Optional<Key> before = last; // the key before the last one
    int whole = 0; // samples of rows whose key has no further rows
    int count = 0;
    while (rows.next()) {
      count++;
      if (settings.key().isGiven()) {
        Key key = key(rows, found, end);
        if (!end.equals(Optional.of(key))) {
          before = end;
          whole = samples.size();
          end = Optional.of(key);
        }
      }
      read(rows, found, samples, troubles);
    }
    if (count < settings.rows()) {
      return new Batch(samples, troubles, end, false);
    }
    if (last.isEmpty()) {
      throw Closing.unavailable(
          "the query gives more than %d rows; give it a key".formatted(settings.rows()));
    }
    if (before.equals(last)) {
      throw Closing.unavailable(
          "%d rows and more have the key %s; raise settings.rows"
              .formatted(settings.rows(), end.orElseThrow().text()));
    }
    return new Batch(samples.subList(0, whole), troubles, before, true);
  }

  private Key key(ResultSet rows, ResultColumns found, Optional<Key> previous) throws SQLException {
    String column = settings.key().column();
    Key key =
        Key.of(settings.key().type(), rows, found.index(column))
            .orElseThrow(() -> Closing.unavailable("a row has no key '" + column + "'"));
    if (previous.isPresent() && key.isBefore(previous.get())) {
      throw Closing.unavailable(
          "the key %s comes behind %s; order the query by its key"
              .formatted(key.text(), previous.get().text()));
    }
    return key;
  }

  private void read(
      ResultSet rows, ResultColumns found, List<Sample> samples, Map<SignalName, String> troubles)
      throws SQLException {
    // Two values of one time would be one value told twice.
    lastArrival = Math.max(lastArrival + 1, Micros.of(clock.instant()));
    List<Column> present =
        columns.of(
            (String name) -> Optional.ofNullable(rows.getString(found.index(name))),
            (lost, e) -> troubles.put(lost.signal(), e.text()));
    for (Column column : present) {
      try {
        long time = time(rows, found);
        Cell.value(rows, found.index(column.place()), column.kind())
            .map(value -> new Sample(column.signal(), time, lastArrival, value, 0))
            .ifPresent(samples::add);
      } catch (OrillaException e) {
        troubles.put(column.signal(), e.text());
      }
    }
  }

  private long time(ResultSet rows, ResultColumns found) throws SQLException {
    String column = settings.time().column();
    return column.isEmpty()
        ? lastArrival
        : Cell.micros(rows, found.index(column), times, settings.time().place());
  }
}
