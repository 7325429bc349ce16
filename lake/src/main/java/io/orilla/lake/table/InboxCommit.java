package io.orilla.lake.table;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * An append that also moves the table's {@code orilla.inbox.through}, both or neither. It is
 * checked against whatever it will stand on at the moment of the commit, so that two appenders
 * cannot take the same entries.
 */
final class InboxCommit {
  private InboxCommit() {}

  static void apply(
      Transaction transaction, List<DataFile> added, InboxRange range, String commitId) {
    long found = through(transaction.table());
    if (found != range.after()) {
      throw stale(transaction.table(), range, found);
    }
    AppendFiles append = transaction.newAppend();
    added.forEach(append::appendFile);
    append
        .set(Commits.ID, commitId)
        .set(InboxRange.THROUGH, Long.toString(range.through()))
        .validateWith(ancestors -> newest(ancestors) == range.after())
        .commit();
    transaction.updateProperties().set(InboxRange.THROUGH, Long.toString(range.through())).commit();
  }

  static long through(Table table) {
    return Long.parseLong(table.properties().getOrDefault(InboxRange.THROUGH, "0"));
  }

  /** What the newest snapshot that took inbox entries says; 0 before the first. */
  private static long newest(Iterable<Snapshot> ancestors) {
    for (Snapshot snapshot : ancestors) {
      String through = snapshot.summary().get(InboxRange.THROUGH);
      if (through != null) {
        return Long.parseLong(through);
      }
    }
    return 0;
  }

  private static OrillaException stale(Table table, InboxRange range, long found) {
    return new OrillaException(
        ErrorCode.STALE_VERSION,
        "%s holds inbox entries through %d where %d was expected: another appender took them; nothing was appended"
            .formatted(table.name(), found, range.after()));
  }
}
