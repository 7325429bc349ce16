package io.orilla.connector.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orilla.connector.peer.Column;
import io.orilla.connector.peer.Columns;
import io.orilla.connector.peer.TimeText;
import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Json;
import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.Sample;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes samples of lines, and hands them on with the place behind them. */
final class Intake {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final FilesSettings settings;
  private final Columns columns;
  private final TimeText times;
  private final SampleListener listener;
  private final InstantSource clock;
  private RowFormat format;
  private long lastArrival = Long.MIN_VALUE;

  Intake(FilesSettings settings, Columns columns, SampleListener listener, InstantSource clock) {
    this.settings = settings;
    this.columns = columns;
    this.times = settings.time().text();
    this.listener = listener;
    this.clock = clock;
    this.format = RowFormat.of(settings);
  }

  /**
   * The place that was told last, where it is one of these settings.
   *
   * @param kind of the place; what another way of reading told is no place for this one
   */
  <T> Optional<T> place(Class<T> kind) {
    String prefix = prefix(kind);
    return listener
        .place()
        .filter(place -> place.startsWith(prefix))
        .map(place -> Json.read(place.substring(prefix.length()).getBytes(UTF_8), kind));
  }

  private String prefix(Class<?> kind) {
    return kind.getSimpleName() + " " + settings.path() + " ";
  }

  /** Whether there is a place at all, be it of these settings or not. */
  boolean wasRead() {
    return listener.place().isPresent();
  }

  /** Says that lines may be missing of what was read so far. */
  void tellGap() {
    columns.all().forEach(column -> listener.overflowed(column.signal()));
  }

  /** Begins with the lines of a file; its first one may be needed though it was read before. */
  void begin(LineFile file) throws IOException {
    format = RowFormat.of(settings);
    if (format.hasHeader() && file.mark().offset() > 0) {
      try (LineFile again = LineFile.open(file.path(), LineFile.Mark.START)) {
        List<LineFile.Line> first = again.next(LineFile.End.OPEN);
        if (!first.isEmpty()) {
          format.read(text(first.getFirst()));
        }
      }
    }
  }

  /** Hands lines on. */
  void deliver(String file, List<LineFile.Line> lines, Object place) {
    List<Sample> samples = new ArrayList<>();
    for (LineFile.Line line : lines) {
      try {
        Optional<RowFormat.Row> row = format.read(text(line));
        if (row.isPresent()) {
          read(row.get(), file, line, samples);
        }
      } catch (OrillaException e) {
        columns.all().forEach(column -> refuse(column, file, line, e));
      }
    }
    listener.received(samples, prefix(place.getClass()) + Json.text(place));
  }

  private String text(LineFile.Line line) {
    String text = new String(line.bytes(), settings.charset());
    String marked = line.at() == 0 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return marked.endsWith("\r") ? marked.substring(0, marked.length() - 1) : marked;
  }

  private void read(RowFormat.Row row, String file, LineFile.Line line, List<Sample> samples) {
    // Two values of one time would be one value told twice.
    lastArrival = Math.max(lastArrival + 1, Micros.of(clock.instant()));
    long time = settings.time().columns().isEmpty() ? lastArrival : time(row);
    for (Column column : columns.of(row::text, (lost, e) -> refuse(lost, file, line, e))) {
      try {
        row.value(column)
            .map(value -> new Sample(column.signal(), time, lastArrival, value, 0))
            .ifPresent(samples::add);
      } catch (OrillaException e) {
        refuse(column, file, line, e);
      }
    }
  }

  private long time(RowFormat.Row row) {
    return times.micros(
        settings.time().columns().stream()
            .map(
                column ->
                    row.text(column)
                        .orElseThrow(
                            () -> OrillaException.invalid("column '" + column + "' has no time")))
            .collect(Collectors.joining(" ")));
  }

  private void refuse(Column column, String file, LineFile.Line line, OrillaException e) {
    listener.refused(column.signal(), "%s, at byte %d: %s".formatted(file, line.at(), e.text()));
  }
}
