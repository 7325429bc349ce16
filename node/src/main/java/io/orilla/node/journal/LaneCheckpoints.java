package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.KeptDocument;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of a lane, noted in a document from time to time, so that a start need not
 * read the lane from its beginning; the lane alone is true. Nobody who changes it waits for the
 * disk. Thread-safe.
 *
 * @param <T> the document, with the sequence up to which it counts
 */
public final class LaneCheckpoints<T> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneCheckpoints.class);

  private final Journal journal;
  private final Lane lane;
  private final long every;
  private final KeptDocument<T> document;
  private final LongFunction<T> capture;
  private final ReadWriteLock changing = new ReentrantReadWriteLock();
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile long noted;
  private boolean closed;

  /**
   * @param every how many records of the lane between two checkpoints
   * @param capture what is remembered now, up to this sequence
   */
  public LaneCheckpoints(
      Journal journal, Lane lane, long every, KeptDocument<T> document, LongFunction<T> capture) {
    this.journal = journal;
    this.lane = lane;
    this.every = every;
    this.document = document;
    this.capture = capture;
  }

  public Optional<T> load() {
    return document.load();
  }

  /** Gives what the lane has behind a record. */
  public void follow(long after, Consumer<Block> block) {
    long from = Math.max(after + 1, journal.firstKept(lane));
    try (LaneReader reader = journal.reader(lane, from)) {
      reader.forEach(journal.last(lane), block);
    }
  }

  /**
   * Changes what is remembered, and appends the records that say so: a checkpoint has both or
   * neither.
   */
  public void change(Runnable change) {
    changing.readLock().lock();
    try {
      change.run();
    } finally {
      changing.readLock().unlock();
    }
    if (journal.last(lane) - noted >= every) {
      noteBesides();
    }
  }

  /** Notes it on a thread of its own, unless that is under way. */
  public void noteBesides() {
    if (underWay.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("checkpoint " + lane.text())
          .start(
              () -> {
                try {
                  note();
                } finally {
                  underWay.set(false);
                }
              });
    }
  }

  /**
   * Notes what is remembered now. What the document says is durable in the lane before; while the
   * disk fails it stays as it is. The journal keeps what is newer than the copy before.
   */
  public synchronized void note() {
    if (closed) {
      return;
    }
    changing.writeLock().lock();
    long sequence;
    T content;
    try {
      sequence = journal.last(lane);
      content = capture.apply(sequence);
    } finally {
      changing.writeLock().unlock();
    }
    try {
      journal.sync();
      document.write(content);
      journal.release(lane, noted);
    } catch (IOException | OrillaException e) {
      log.warn("What is known of the {} lane is noted later: {}", lane.text(), e.getMessage());
    }
    noted = sequence;
  }

  /** Notes it for the last time. */
  @Override
  public synchronized void close() {
    note();
    closed = true;
  }
}
