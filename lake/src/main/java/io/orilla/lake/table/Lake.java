package io.orilla.lake.table;

import io.orilla.lake.duck.DuckDb;
import io.orilla.lake.duck.DuckLimits;
import io.orilla.lake.duck.Sql;
import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.TableInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expressions;

/**
 * The versioned tables of one home folder: Iceberg (format version 2) with its catalog in {@code
 * catalog.sqlite}, named {@code orilla}, and its files below {@code warehouse}. Format: {@code
 * docs/format/lake.md}. One process has it open at a time, which is the caller's care ({@link
 * io.orilla.model.process.ProgramHome}). Thread-safe.
 */
public final class Lake implements AutoCloseable {
  private final Path staging;
  private final TableCatalog catalog;
  private final Commits commits;
  private final DuckDb duckDb;
  private final Intake intake;

  private Lake(Path home, DuckLimits limits) throws IOException {
    this.staging = home.resolve("staging");
    this.catalog = TableCatalog.open(home);
    this.commits = new Commits(catalog);
    this.duckDb = DuckDb.open(staging.resolve("duckdb"), List.of(home), limits);
    this.intake = new Intake(duckDb, staging);
  }

  public static Lake open(Path home) {
    return open(home, DuckLimits.DEFAULT);
  }

  /**
   * Opens the lake, makes it where there is none, and removes what a killed process left: files
   * that no snapshot names, and the staging folder's content.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE
   */
  public static Lake open(Path home, DuckLimits limits) {
    Path folder = home.toAbsolutePath().normalize();
    try {
      Orphans.emptyFolder(folder.resolve("staging"));
      Lake lake = new Lake(folder, limits);
      new Orphans(lake.catalog).remove();
      return lake;
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot open the lake in " + home + ": " + e, e);
    }
  }

  /** Where files are written before they are committed; emptied when the lake opens. */
  public Path staging() {
    return staging;
  }

  /** SQL over the home folder's files; closed with the lake. */
  public DuckDb duckDb() {
    return duckDb;
  }

  /**
   * Makes the table, or adds the columns it lacks.
   *
   * @throws OrillaException INVALID_ARGUMENT when a column has another type
   */
  public void ensure(TableName name, List<Column> columns) {
    catalog.ensure(name, columns);
  }

  /** All tables, by name. */
  public List<TableName> tables() {
    return catalog.tables();
  }

  public boolean contains(TableName name) {
    return catalog.contains(name);
  }

  /**
   * @throws OrillaException DOES_NOT_EXIST
   */
  public TableDescription describe(TableName name) {
    return Descriptions.of(name, catalog.load(name));
  }

  /** The newest snapshot as files; with snapshot id 0 and no files while it is empty. */
  public TableInput scan(TableName name) {
    return scan(name, Version.current(), List.of());
  }

  /**
   * A snapshot as files, without those that cannot hold a row that fulfils the conditions. The rows
   * themselves are not filtered: put the conditions into the query too.
   *
   * @throws OrillaException DOES_NOT_EXIST when there is no such table, snapshot or tag
   */
  public TableInput scan(TableName name, Version version, List<Condition> conditions) {
    return Scans.of(name, catalog.load(name), version, conditions);
  }

  /** Some rows for people to look at, in the table's order. */
  public Rows rows(TableName name, Version version, List<Condition> conditions, int limit) {
    TableInput input = scan(name, version, conditions);
    return RowReader.read(duckDb, Sql.rows(input), input, conditions, limit);
  }

  /**
   * Adds files to the table in one commit. The files are moved away from where they are; on failure
   * they are removed.
   *
   * @param summary kept with the snapshot
   * @throws OrillaException STORAGE_UNAVAILABLE also when it is unknown whether the commit was
   *     done: look at the table before doing it again
   */
  public Snapshot append(TableName name, List<Path> files, Map<String, String> summary) {
    return commit(
        name,
        files,
        (transaction, added, id) -> {
          var append = transaction.newAppend();
          added.forEach(append::appendFile);
          summary.forEach(append::set);
          append.set(Commits.ID, id).commit();
        });
  }

  /** Puts the files in the place of all rows, in one commit; as {@link #append} otherwise. */
  public Snapshot replace(TableName name, List<Path> files, Map<String, String> summary) {
    return commit(
        name,
        files,
        (transaction, added, id) -> {
          OverwriteFiles overwrite =
              transaction.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
          added.forEach(overwrite::addFile);
          summary.forEach(overwrite::set);
          overwrite.set(Commits.ID, id).commit();
        });
  }

  /**
   * Adds the rows of some inbox entries, and says in the same commit that they are taken.
   *
   * @throws OrillaException STALE_VERSION when the table does not stand at {@code range.after()}
   */
  public Snapshot appendInbox(TableName name, Path file, InboxRange range) {
    return commit(
        name,
        List.of(file),
        (transaction, added, id) -> InboxCommit.apply(transaction, added, range, id));
  }

  /** Rows to be written for the table, in the order of its columns; close it. */
  public TableWriter writer(TableName name) {
    return new TableWriter(duckDb, describe(name).columns(), staging);
  }

  /** The newest snapshot, with the inbox entry up to which it is complete, as of one moment. */
  public InboxScan scanInbox(TableName name, List<Condition> conditions) {
    Table table = catalog.load(name);
    return new InboxScan(
        Scans.of(name, table, Version.current(), conditions), InboxCommit.through(table));
  }

  /** Up to which inbox entry the table is complete; 0 before the first. */
  public long inboxThrough(TableName name) {
    return InboxCommit.through(catalog.load(name));
  }

  /**
   * Names a snapshot; naming the same one again changes nothing.
   *
   * @throws OrillaException ALREADY_EXISTS when the tag names another snapshot
   */
  public void tag(TableName name, String tag, long snapshot) {
    Tags.create(catalog.load(name), tag, snapshot);
  }

  /** Forgets all but the newest snapshots and the tagged ones, with the files only they had. */
  public void expire(TableName name, int keep) {
    commits.expire(name, keep);
  }

  /**
   * Writes the table's small files as one where there are many. The rows and their order stay, and
   * so do older snapshots, until they are expired.
   */
  public void compact(TableName name) {
    Table table = catalog.load(name);
    Compaction compaction = Compaction.of(table);
    if (!compaction.isEmpty()) {
      commit(name, List.of(compaction.write(duckDb, name, table, staging)), compaction::apply);
    }
  }

  private Snapshot commit(TableName name, List<Path> files, FileChange change) {
    List<DataFile> added = new ArrayList<>();
    try {
      for (Path file : files) {
        added.add(intake.take(catalog.load(name), file));
      }
    } catch (RuntimeException e) {
      Intake.remove(added);
      throw e;
    }
    return switch (commits.commit(
        name, (transaction, id) -> change.apply(transaction, added, id))) {
      case Commits.Outcome.Done(org.apache.iceberg.Snapshot snapshot) ->
          Descriptions.snapshot(snapshot);
      case Commits.Outcome.NotDone(RuntimeException cause) -> {
        Intake.remove(added);
        throw cause;
      }
      case Commits.Outcome.Unknown(RuntimeException cause) -> throw Commits.unknown(name, cause);
    };
  }

  @FunctionalInterface
  private interface FileChange {
    void apply(Transaction transaction, List<DataFile> added, String id);
  }

  @Override
  public void close() {
    duckDb.close();
    catalog.close();
  }
}
