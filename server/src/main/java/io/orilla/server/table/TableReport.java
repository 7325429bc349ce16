package io.orilla.server.table;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orilla.lake.table.Snapshot;
import io.orilla.lake.table.TableDescription;
import io.orilla.model.content.Micros;
import io.orilla.model.document.TableName;
import io.orilla.model.task.TableInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as people see it. Snapshot ids are text: JavaScript has no 64-bit integers.
 *
 * @param snapshot absent while the table is empty
 */
public record TableReport(
    TableName name,
    long rows,
    long bytes,
    Optional<String> snapshot,
    Optional<Instant> committedAt,
    List<Tag> tags) {
  public TableReport {
    tags = List.copyOf(tags);
  }

  /** A name for a snapshot. */
  public record Tag(String name, String snapshot) {}

  public static TableReport of(TableDescription table) {
    return new TableReport(
        table.name(),
        table.rows(),
        table.bytes(),
        table.current().map(current -> Long.toString(current.id())),
        table.current().map(current -> Micros.instant(current.committedAt())),
        table.tags().stream()
            .map(tag -> new Tag(tag.name(), Long.toString(tag.snapshot())))
            .toList());
  }

  /** A table with its columns and its history. */
  record Detail(
      @JsonUnwrapped TableReport table, List<TableInput.Column> columns, List<Version> snapshots) {
    static Detail of(TableDescription table) {
      return new Detail(
          TableReport.of(table),
          table.columns(),
          table.snapshots().stream().map(Version::of).toList());
    }
  }

  /** A snapshot in the history. */
  record Version(
      String id,
      Optional<String> parent,
      Instant at,
      String operation,
      long rows,
      Map<String, String> summary) {
    static Version of(Snapshot snapshot) {
      return new Version(
          Long.toString(snapshot.id()),
          snapshot.parent().stream().mapToObj(Long::toString).findFirst(),
          Micros.instant(snapshot.committedAt()),
          snapshot.operation(),
          snapshot.rows(),
          snapshot.summary());
    }
  }
}
