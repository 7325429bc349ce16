package io.orilla.lake.table;

import io.orilla.model.document.TableName;
import io.orilla.model.task.TableInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/** Iceberg's metadata in our words. */
final class Descriptions {
  private Descriptions() {}

  static TableDescription of(TableName name, Table table) {
    List<Snapshot> snapshots = new ArrayList<>();
    table.snapshots().forEach(snapshot -> snapshots.add(snapshot(snapshot)));
    return new TableDescription(
        name, columns(table.schema()), snapshots.reversed(), tags(table), table.properties());
  }

  static List<TableInput.Column> columns(Schema schema) {
    return schema.columns().stream()
        .map(
            field ->
                new TableInput.Column(
                    field.fieldId(), field.name(), ColumnType.of(field.type()).name()))
        .toList();
  }

  private static List<Tag> tags(Table table) {
    return table.refs().entrySet().stream()
        .filter(reference -> reference.getValue().isTag())
        .map(reference -> tag(reference.getKey(), reference.getValue()))
        .sorted(Comparator.comparing(Tag::name))
        .toList();
  }

  private static Tag tag(String name, SnapshotRef reference) {
    return new Tag(name, reference.snapshotId());
  }

  static Snapshot snapshot(org.apache.iceberg.Snapshot snapshot) {
    Long parent = snapshot.parentId();
    return new Snapshot(
        snapshot.snapshotId(),
        parent == null ? OptionalLong.empty() : OptionalLong.of(parent),
        snapshot.timestampMillis() * 1000,
        snapshot.operation(),
        total(snapshot.summary(), "total-records"),
        total(snapshot.summary(), "total-files-size"),
        snapshot.summary());
  }

  private static long total(Map<String, String> summary, String key) {
    return Long.parseLong(summary.getOrDefault(key, "0"));
  }
}
