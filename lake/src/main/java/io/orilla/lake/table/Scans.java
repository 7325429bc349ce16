package io.orilla.lake.table;

import io.orilla.model.document.TableName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TableInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** Which files a version of a table consists of. */
final class Scans {
  private Scans() {}

  static TableInput of(TableName name, Table table, Version version, List<Condition> conditions) {
    Snapshot snapshot = resolve(name, table, version);
    if (snapshot == null) {
      return new TableInput(name, 0, List.of(), Descriptions.columns(table.schema()));
    }
    Schema schema =
        version instanceof Version.Current
            ? table.schema()
            : Objects.requireNonNullElse(table.schemas().get(snapshot.schemaId()), table.schema());
    TableScan scan = table.newScan().useSnapshot(snapshot.snapshotId());
    for (Condition condition : conditions) {
      scan = scan.filter(condition.pruning());
    }
    return new TableInput(
        name,
        snapshot.snapshotId(),
        files(scan).stream().map(DataFile::location).toList(),
        Descriptions.columns(schema));
  }

  private static @Nullable Snapshot resolve(TableName name, Table table, Version version) {
    return switch (version) {
      case Version.Current() -> table.currentSnapshot();
      case Version.OfSnapshot(long id) -> existing(table.snapshot(id), name, "snapshot " + id);
      case Version.OfTag(String tag) -> existing(table.snapshot(tag), name, "tag '" + tag + "'");
    };
  }

  private static Snapshot existing(@Nullable Snapshot snapshot, TableName name, String what) {
    if (snapshot == null) {
      throw OrillaException.notFound(name + " has no " + what);
    }
    return snapshot;
  }

  /** In the order they were committed; our tables only grow or are replaced whole. */
  static List<DataFile> files(TableScan scan) {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      for (FileScanTask task : tasks) {
        if (!task.deletes().isEmpty()) {
          throw new IllegalStateException(
              task.file().location() + " has delete files, which our reader does not know");
        }
        files.add(task.file().copyWithoutStats());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(
        Comparator.comparing(DataFile::dataSequenceNumber).thenComparing(DataFile::location));
    return files;
  }
}
