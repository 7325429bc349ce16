package io.orilla.lake.table;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.Sql;
import io.orilla.model.document.TableName;
import io.orilla.model.task.TableInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * Small files of a snapshot that are to become one, with the same rows in the same order.
 *
 * @param snapshot where they were found
 */
record Compaction(long snapshot, List<DataFile> files) {
  private static final long SMALL_BYTES = 16 << 20;
  private static final int MANY = 32;

  /** The small files of the newest snapshot, when there are many; else none. */
  static Compaction of(Table table) {
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return new Compaction(0, List.of());
    }
    List<DataFile> small =
        Scans.files(table.newScan().useSnapshot(current.snapshotId())).stream()
            .filter(file -> file.fileSizeInBytes() < SMALL_BYTES)
            .toList();
    return new Compaction(current.snapshotId(), small.size() < MANY ? List.of() : small);
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /** Writes the rows of all files into one. */
  Path write(DuckDb duckDb, TableName name, Table table, Path folder) {
    List<TableInput.Column> columns = Descriptions.columns(table.schema());
    TableInput input =
        new TableInput(name, snapshot, files.stream().map(DataFile::location).toList(), columns);
    Path file = folder.resolve(UUID.randomUUID() + ".parquet");
    duckDb.execute(
        "COPY (SELECT * FROM %s) TO %s %s"
            .formatted(Sql.rows(input), Sql.text(file.toString()), Sql.parquetOptions(columns)));
    return file;
  }

  void apply(Transaction transaction, List<DataFile> written, String commitId) {
    transaction
        .newRewrite()
        .validateFromSnapshot(snapshot)
        .rewriteFiles(Set.copyOf(files), Set.copyOf(written))
        .set(Commits.ID, commitId)
        .commit();
  }
}
