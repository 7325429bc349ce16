package io.orilla.lake.appender;

import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.InboxEntry;
import io.orilla.lake.table.Condition;
import io.orilla.lake.table.InboxRange;
import io.orilla.lake.table.InboxScan;
import io.orilla.lake.table.Lake;
import io.orilla.lake.table.TableWriter.RowValues;
import io.orilla.model.document.TableName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the inbox holds into the raw tables, each record exactly once: the rows and how far
 * they go are one commit. A table that cannot be written holds back the inbox, not the other
 * tables. Only one appender works on a lake. Thread-safe.
 */
public final class Appender implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Appender.class);
  private static final int COMMITS_TO_TIDY = 50;
  private static final int READ_AT_ONCE = 4 << 20;

  private final Lake lake;
  private final Inbox inbox;
  private final AppenderSettings settings;
  private final Quarantine quarantine;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("appender").factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong uncommittedBytes = new AtomicLong();

  /**
   * Guarded by the lock: up to which entry each table lacks none, committed or nothing to commit.
   */
  private final Map<Lane, Long> complete = new EnumMap<>(Lane.class);

  private final Map<Lane, Integer> commits = new EnumMap<>(Lane.class);

  private Appender(Lake lake, Inbox inbox, AppenderSettings settings, Path quarantine) {
    this.lake = lake;
    this.inbox = inbox;
    this.settings = settings;
    this.quarantine = new Quarantine(quarantine);
  }

  /**
   * Makes the raw tables where they are not there, and begins to commit.
   *
   * @param quarantine folder for batches that cannot be decoded
   */
  public static Appender start(Lake lake, Inbox inbox, AppenderSettings settings, Path quarantine) {
    Appender appender = new Appender(lake, inbox, settings, quarantine);
    RawTable.ALL.forEach(appender::prepare);
    inbox.onAccepted(appender::count);
    long interval = settings.interval().toNanos();
    appender.timer.scheduleWithFixedDelay(
        appender::commitOrLog, interval, interval, TimeUnit.NANOSECONDS);
    return appender;
  }

  private void prepare(RawTable table) {
    lake.ensure(table.name(), table.columns());
    long through = lake.inboxThrough(table.name());
    inbox.startAbove(through);
    complete.put(table.lane(), through);
  }

  private void count(InboxEntry entry) {
    int bytes = entry.batch().length;
    if (uncommittedBytes.getAndAdd(bytes) < settings.bytes()
        && uncommittedBytes.get() >= settings.bytes()) {
      timer.execute(this::commitOrLog);
    }
  }

  private void commitOrLog() {
    try {
      commitNow();
    } catch (RuntimeException e) {
      log.error("records wait in the inbox for the next commit: {}", e.getMessage(), e);
    }
  }

  /**
   * Commits all that was accepted before the call.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE when a table could not be written; the others were
   */
  public void commitNow() {
    lock.lock();
    try {
      long target = inbox.lastOffset();
      uncommittedBytes.set(0);
      List<RuntimeException> failures = new ArrayList<>();
      for (RawTable table : RawTable.ALL) {
        commit(table, target, failures);
      }
      inbox.release(complete.values().stream().mapToLong(Long::longValue).min().orElse(0));
      if (!failures.isEmpty()) {
        throw failures.getFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Works while nothing is committed to the raw tables and nothing is released from the inbox. */
  public void paused(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private void commit(RawTable table, long target, List<RuntimeException> failures) {
    try {
      while (complete(table) < target) {
        commitChunk(table, target);
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  private long complete(RawTable table) {
    return complete.getOrDefault(table.lane(), 0L);
  }

  /**
   * Takes entries up to the target, at most as many bytes as one commit shall have. It begins where
   * the table says it ends: after an unknown outcome that may be further than was known here.
   */
  private void commitChunk(RawTable table, long target) {
    long after = lake.inboxThrough(table.name());
    long through = Math.max(after, complete(table));
    try (RowFile rows = new RowFile(() -> lake.writer(table.name()))) {
      long bytes = 0;
      while (bytes < settings.bytes() && through < target) {
        List<InboxEntry> part = inbox.read(through, READ_AT_ONCE);
        through = part.isEmpty() ? target : Math.min(target, part.getLast().offset());
        for (InboxEntry entry : part) {
          if (entry.offset() <= target && entry.lane() == table.lane()) {
            decoded(table, entry).forEach(rows::add);
          }
        }
        bytes += part.stream().mapToLong(entry -> entry.batch().length).sum();
      }
      Optional<Path> file = rows.finish();
      if (file.isPresent()) {
        lake.appendInbox(table.name(), file.get(), new InboxRange(after, through));
      }
    }
    complete.put(table.lane(), through);
    tidySometimes(table);
  }

  private List<RowValues> decoded(RawTable table, InboxEntry entry) {
    try {
      return table.rows(entry);
    } catch (OrillaException e) {
      quarantine.keep(entry, e);
      return List.of();
    }
  }

  private void tidySometimes(RawTable table) {
    if (commits.merge(table.lane(), 1, Integer::sum) % COMMITS_TO_TIDY == 0) {
      lake.compact(table.name());
      lake.expire(table.name(), settings.snapshots());
    }
  }

  /**
   * All that was received for a raw table, committed or not, as of one moment.
   *
   * @param conditions skip files of the table; see {@link Lake#scan}
   */
  public RawRead read(TableName name, List<Condition> conditions) {
    RawTable table =
        RawTable.ALL.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() -> OrillaException.invalid(name + " is not written from the inbox"));
    while (true) {
      InboxScan scan = lake.scanInbox(name, conditions);
      List<InboxEntry> waiting = waiting(table, scan.through());
      if (lake.inboxThrough(name) == scan.through()) {
        return new RawRead(scan.input(), waiting);
      }
    }
  }

  private List<InboxEntry> waiting(RawTable table, long after) {
    List<InboxEntry> waiting = new ArrayList<>();
    for (List<InboxEntry> part = inbox.read(after, READ_AT_ONCE);
        !part.isEmpty();
        part = inbox.read(part.getLast().offset(), READ_AT_ONCE)) {
      part.stream().filter(entry -> entry.lane() == table.lane()).forEach(waiting::add);
    }
    return waiting;
  }

  /** Commits what waits, and ends. */
  @Override
  public void close() {
    timer.close();
    commitOrLog();
  }
}
