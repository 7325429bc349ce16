package io.orilla.lake.inbox;

import io.orilla.lake.inbox.GroupWriter.Waiting;
import io.orilla.model.content.Micros;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes delivered, in the order it came: on the disk before the node hears that it is held,
 * and once each. Many threads may accept at a time; one sync serves all that wait. Format: {@code
 * docs/format/inbox.md}. Thread-safe.
 */
public final class Inbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);

  private final Path folder;
  private final Clock clock;
  private final Segments segments;
  private final GroupWriter writer;
  private final List<InboxListener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock: what is durable, and what will be when all that waits is written. */
  private final Positions durable = new Positions();

  private final Positions expected = new Positions();
  private final Map<LaneKey, CompletableFuture<Void>> waiting = new HashMap<>();
  private long durableOffset;
  private long nextOffset;

  private Inbox(Path folder, InboxLimits limits, Clock clock) throws IOException {
    this.folder = folder;
    this.clock = clock;
    Files.createDirectories(folder);
    PositionsFile saved = PositionsFile.load(folder);
    saved.lanes().forEach(durable::put);
    this.segments =
        Segments.open(folder, limits.segmentBytes(), entry -> recall(entry, saved.offset()));
    this.durableOffset = Math.max(saved.offset(), segments.lastOffset());
    this.nextOffset = durableOffset + 1;
    expected.reset(durable);
    this.writer = new GroupWriter(segments, new Outcome(), limits.waitingBytes());
  }

  /**
   * Opens the inbox in a folder, and makes it where there is none.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE
   */
  public static Inbox open(Path folder, InboxLimits limits, Clock clock) {
    try {
      return new Inbox(folder, limits, clock);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot open the inbox in " + folder + ": " + e, e);
    }
  }

  private void recall(InboxEntry entry, long known) {
    if (entry.offset() <= known) {
      return;
    }
    try {
      durable.put(durable.after(entry.node(), entry.decode(), entry.receivedAt()));
    } catch (OrillaException e) {
      log.warn("inbox entry {} tells nothing of its lane: {}", entry.offset(), e.text());
    }
  }

  /**
   * Holds a batch, and returns when it is on the disk. What is held already is not taken again.
   *
   * @throws OrillaException SEQUENCE_GAP (the message names the expected sequence), EPOCH_CONFLICT,
   *     or STORAGE_UNAVAILABLE; then nothing of the batch was taken, or its sender must send it
   *     again
   */
  public JournalReceipt accept(ObjectName node, JournalBatch batch) {
    LaneKey key = new LaneKey(node, batch.epoch(), batch.lane());
    CompletableFuture<Void> done;
    long through;
    lock.lock();
    try {
      Optional<JournalBatch> rest = expected.unheld(node, batch);
      done =
          rest.isPresent()
              ? enqueue(node, rest.get())
              : waiting.getOrDefault(key, CompletableFuture.completedFuture(null));
      through = expected.find(key).map(LanePosition::through).orElse(0L);
    } finally {
      lock.unlock();
    }
    await(done);
    return new JournalReceipt(batch.epoch(), batch.lane(), through);
  }

  private CompletableFuture<Void> enqueue(ObjectName node, JournalBatch batch) {
    long receivedAt = Micros.of(clock.instant());
    LanePosition position = expected.after(node, batch, receivedAt);
    Waiting entry =
        new Waiting(
            new InboxEntry(nextOffset, node, receivedAt, batch.encode()),
            position,
            new CompletableFuture<>());
    writer.submit(entry);
    nextOffset++;
    expected.put(position);
    waiting.put(position.key(), entry.durable());
    return entry.durable();
  }

  private static void await(CompletableFuture<Void> done) {
    try {
      done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof OrillaException refused) {
        throw new OrillaException(refused.code(), refused.text(), refused);
      }
      throw e;
    }
  }

  /** Calls the listener for each batch accepted from now on. */
  public void onAccepted(InboxListener listener) {
    listeners.add(listener);
  }

  /**
   * Durable entries above an offset, in order: at least one where there is any, up to about {@code
   * maxBytes} of them. Where the entries that follow were released it begins behind them.
   */
  public List<InboxEntry> read(long after, long maxBytes) {
    return segments.read(after, maxBytes);
  }

  /** The offset of the last durable entry; 0 before the first. */
  public long lastOffset() {
    lock.lock();
    try {
      return durableOffset;
    } finally {
      lock.unlock();
    }
  }

  /** The last sequence of a lane that is durably held; 0 before the first. */
  public long through(LaneKey key) {
    lock.lock();
    try {
      return durable.find(key).map(LanePosition::through).orElse(0L);
    } finally {
      lock.unlock();
    }
  }

  /** How far each lane of each node is durably held. */
  public List<LanePosition> positions() {
    lock.lock();
    try {
      return durable.all();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Continues above an offset, when the tables hold more than this inbox ever did: it was lost.
   * Before the first batch is accepted.
   */
  public void startAbove(long offset) {
    lock.lock();
    try {
      if (offset > durableOffset) {
        log.warn("the inbox ends at {}, the tables at {}: continuing there", durableOffset, offset);
        durableOffset = offset;
        nextOffset = offset + 1;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets go of entries up to an offset: files that hold no later ones are deleted. What is known of
   * the lanes is made durable first.
   */
  public void release(long through) {
    if (!segments.releasable(through)) {
      return;
    }
    PositionsFile file;
    lock.lock();
    try {
      file = new PositionsFile(1, durableOffset, durable.all());
    } finally {
      lock.unlock();
    }
    try {
      file.save(folder);
      segments.release(through);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot release inbox entries: " + e, e);
    }
  }

  /** Writes what waits. */
  @Override
  public void close() {
    writer.close();
  }

  private final class Outcome implements GroupWriter.Outcome {
    @Override
    public void durable(List<Waiting> group) {
      lock.lock();
      try {
        for (Waiting entry : group) {
          durable.put(entry.position());
          waiting.remove(entry.position().key(), entry.durable());
        }
        durableOffset = group.getLast().entry().offset();
      } finally {
        lock.unlock();
      }
      for (Waiting entry : group) {
        listeners.forEach(listener -> tell(listener, entry.entry()));
        entry.durable().complete(null);
      }
    }

    private void tell(InboxListener listener, InboxEntry entry) {
      try {
        listener.accepted(entry);
      } catch (RuntimeException e) {
        log.error("a listener failed on inbox entry {}; the entry is held", entry.offset(), e);
      }
    }

    @Override
    public void failed(List<Waiting> group, OrillaException cause) {
      List<Waiting> behind;
      lock.lock();
      try {
        behind = writer.drain();
        expected.reset(durable);
        waiting.clear();
        nextOffset = durableOffset + 1;
      } finally {
        lock.unlock();
      }
      log.error("{}", cause.text(), cause);
      group.forEach(entry -> entry.durable().completeExceptionally(cause));
      behind.forEach(entry -> entry.durable().completeExceptionally(cause));
    }
  }
}
