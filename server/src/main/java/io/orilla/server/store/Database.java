package io.orilla.server.store;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Small facts in an SQL database, brought to the newest schema when opened. Readers see the last
 * commit and wait for nobody; writers come one at a time, each in one transaction that is durable
 * when the call returns. Thread-safe. The SQL of its callers keeps to what SQLite and PostgreSQL
 * share.
 */
public final class Database implements AutoCloseable {
  private static final Duration BUSY = Duration.ofSeconds(10);

  private final Jdbi jdbi;
  private final Handle writer;
  private final ReentrantLock writing = new ReentrantLock();

  private Database(DataSource source) {
    this.jdbi = Jdbi.create(source);
    this.writer = jdbi.open();
  }

  /**
   * Opens or makes the SQLite database in this file.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE when it is damaged or was written by a newer
   *     version
   */
  public static Database open(Path file) {
    SQLiteDataSource source = sqlite(file);
    try {
      migrate(file, source);
    } catch (FlywayException e) {
      throw unusable("cannot bring the database " + file + " to this version's schema", e);
    }
    return new Database(source);
  }

  private static void migrate(Path file, DataSource source) {
    Flyway flyway =
        Flyway.configure().dataSource(source).locations("classpath:db/migration").load();
    for (MigrationInfo applied : flyway.info().applied()) {
      if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
        throw unusable(
            "the database " + file + " was written by a newer version of Orilla",
            new IllegalStateException("schema " + applied.getVersion()));
      }
    }
    flyway.migrate();
  }

  private static OrillaException unusable(String what, Exception cause) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        what
            + " ("
            + cause.getMessage()
            + "); start the version that wrote it, or restore a backup",
        cause);
  }

  private static SQLiteDataSource sqlite(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(Math.toIntExact(BUSY.toMillis()));
    config.enforceForeignKeys(true);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /** Asks, without changing anything. */
  public <T> T read(Function<Handle, T> question) {
    try (Handle handle = jdbi.open()) {
      return question.apply(handle);
    }
  }

  /** Changes, all or nothing: an exception undoes it. Must not be called from within a change. */
  public <T> T write(Function<Handle, T> change) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a change within a change: pass its handle on");
    }
    writing.lock();
    try {
      return writer.inTransaction(change::apply);
    } finally {
      writing.unlock();
    }
  }

  /** Changes as {@link #write} does, with nothing to answer. */
  public void execute(Consumer<Handle> change) {
    write(
        handle -> {
          change.accept(handle);
          return true;
        });
  }

  @Override
  public void close() {
    writing.lock();
    try {
      writer.close();
    } finally {
      writing.unlock();
    }
  }
}
