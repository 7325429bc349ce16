package io.orilla.lake.table;

import io.orilla.model.content.Ordered;
import io.orilla.model.document.TableName;
import io.orilla.model.task.TableInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a table without reading a row.
 *
 * @param columns of the newest schema, with their field ids
 * @param snapshots newest first
 * @param tags by name
 */
public record TableDescription(
    TableName name,
    List<TableInput.Column> columns,
    List<Snapshot> snapshots,
    List<Tag> tags,
    Map<String, String> properties) {
  public TableDescription {
    columns = List.copyOf(columns);
    snapshots = List.copyOf(snapshots);
    tags = List.copyOf(tags);
    properties = Ordered.copy(properties);
  }

  /** The newest snapshot; absent while nothing was committed. */
  public Optional<Snapshot> current() {
    return snapshots.stream().findFirst();
  }

  public long rows() {
    return current().map(Snapshot::rows).orElse(0L);
  }

  public long bytes() {
    return current().map(Snapshot::bytes).orElse(0L);
  }
}
