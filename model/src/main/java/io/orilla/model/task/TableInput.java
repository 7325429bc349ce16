package io.orilla.model.task;

import io.orilla.model.document.TableName;
import java.util.List;

/**
 * A snapshot of a table as files, so that a worker needs no catalog.
 *
 * @param files absolute paths of Parquet files
 * @param columns the snapshot's schema: names and types by field id, as files may be older than it
 */
public record TableInput(TableName table, long snapshot, List<String> files, List<Column> columns) {
  public TableInput {
    files = List.copyOf(files);
    columns = List.copyOf(columns);
  }

  /**
   * @param type as DuckDB names it, as {@code BIGINT}
   */
  public record Column(int fieldId, String name, String type) {}
}
