package io.orilla.lake.table;

import io.orilla.model.content.Ordered;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One committed state of a table.
 *
 * @param committedAt µs UTC
 * @param operation as Iceberg names it: {@code append}, {@code overwrite}, {@code replace}, {@code
 *     delete}
 * @param rows in the whole table
 * @param bytes of the whole table's data files
 * @param summary what the commit said of itself
 */
public record Snapshot(
    long id,
    OptionalLong parent,
    long committedAt,
    String operation,
    long rows,
    long bytes,
    Map<String, String> summary) {
  public Snapshot {
    summary = Ordered.copy(summary);
  }
}
