package io.orilla.lake.table;

import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Changes to tables: compare-and-set on the newest metadata. A change that lost to another is made
 * anew on what is there then, here and nowhere else. When no answer came, the table is read again
 * to see what became of it.
 */
final class Commits {
  /** Snapshot summary: the random name of the commit, by which it is known again. */
  static final String ID = "orilla.commit";

  private static final int ATTEMPTS = 20;

  private final TableCatalog catalog;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  Commits(TableCatalog catalog) {
    this.catalog = catalog;
  }

  /** What became of a commit. */
  sealed interface Outcome {
    record Done(Snapshot snapshot) implements Outcome {}

    /** Nothing of it is in the table, nor will be: its files may be deleted. */
    record NotDone(RuntimeException cause) implements Outcome {}

    /** Its files may be in the table: nothing may be deleted. */
    record Unknown(RuntimeException cause) implements Outcome {}
  }

  /** Puts its updates into the transaction, with {@code id} in the snapshot's summary. */
  @FunctionalInterface
  interface Change {
    void apply(Transaction transaction, String id);
  }

  Outcome commit(TableName name, Change change) {
    String id = UUID.randomUUID().toString();
    oneAtATime.lock();
    try {
      Outcome outcome = attempt(name, change, id);
      for (int attempt = 1; attempt < ATTEMPTS && lost(outcome); attempt++) {
        outcome = attempt(name, change, id);
      }
      return lost(outcome) ? new Outcome.NotDone(busy(name)) : outcome;
    } finally {
      oneAtATime.unlock();
    }
  }

  private Outcome attempt(TableName name, Change change, String id) {
    Transaction transaction;
    try {
      transaction = catalog.load(name).newTransaction();
      change.apply(transaction, id);
    } catch (RuntimeException e) {
      return new Outcome.NotDone(e);
    }
    try {
      transaction.commitTransaction();
      return compare(name, id, new IllegalStateException("the commit is not in the table"));
    } catch (RuntimeException e) {
      return e instanceof CleanableFailure ? new Outcome.NotDone(e) : compare(name, id, e);
    }
  }

  private static boolean lost(Outcome outcome) {
    return outcome instanceof Outcome.NotDone(RuntimeException cause)
        && cause instanceof CommitFailedException;
  }

  private Outcome compare(TableName name, String id, RuntimeException doubt) {
    try {
      Optional<Snapshot> found = find(catalog.load(name), id);
      return found.<Outcome>map(Outcome.Done::new).orElseGet(() -> new Outcome.Unknown(doubt));
    } catch (RuntimeException e) {
      doubt.addSuppressed(e);
      return new Outcome.Unknown(doubt);
    }
  }

  private static Optional<Snapshot> find(Table table, String id) {
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (id.equals(snapshot.summary().get(ID))) {
        return Optional.of(snapshot);
      }
    }
    return Optional.empty();
  }

  void expire(TableName name, int keep) {
    oneAtATime.lock();
    try {
      catalog
          .load(name)
          .expireSnapshots()
          .retainLast(keep)
          .expireOlderThan(System.currentTimeMillis())
          .commit();
    } finally {
      oneAtATime.unlock();
    }
  }

  static OrillaException unknown(TableName name, RuntimeException cause) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "it is unknown whether the commit to "
            + name
            + " was done ("
            + cause.getMessage()
            + "); nothing was deleted: look at the table's newest snapshot before doing it again",
        cause);
  }

  private static OrillaException busy(TableName name) {
    return new OrillaException(
        ErrorCode.STALE_VERSION,
        "others changed "
            + name
            + " each of "
            + ATTEMPTS
            + " times; nothing was changed, try again");
  }
}
