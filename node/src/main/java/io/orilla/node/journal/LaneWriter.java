package io.orilla.node.journal;

import io.orilla.model.content.Micros;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk.DiskFile;
import io.orilla.node.disk.DiskFullException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a lane's blocks into its newest segment and makes them durable. While the disk fails they
 * are held in memory, and all that is not durable is written anew once it does not. {@link #write},
 * {@link #writeAnew} and {@link #close} are called under the lane's lock, all else at any time.
 */
final class LaneWriter {
  private static final Logger log = LoggerFactory.getLogger(LaneWriter.class);

  private final Lane lane;
  private final JournalSettings settings;
  private final InstantSource clock;
  private final Segments segments;
  private final LaneLedger ledger;
  private final Runnable syncReferredTo;
  private final Space space;
  private final Unsynced unsynced = new Unsynced();

  /** Of the segment that is synced. Taken behind the lane's lock; the file changes under both. */
  private final ReentrantLock syncing = new ReentrantLock();

  private @Nullable DiskFile file;
  private volatile long written;
  private volatile long durable;
  private volatile Optional<String> trouble = Optional.empty();
  private volatile long triedAt;

  /** Where room comes from when the disk is full. */
  @FunctionalInterface
  interface Space {
    /** Gives up something less urgent than this lane's newest; false when there is nothing. */
    boolean free(Lane lane) throws IOException;
  }

  /**
   * @param last the last sequence that was given
   * @param syncReferredTo makes durable what the records refer to
   */
  LaneWriter(
      Lane lane,
      long last,
      JournalSettings settings,
      InstantSource clock,
      Segments segments,
      LaneLedger ledger,
      Runnable syncReferredTo,
      Space space)
      throws IOException {
    this.lane = lane;
    this.settings = settings;
    this.clock = clock;
    this.segments = segments;
    this.ledger = ledger;
    this.syncReferredTo = syncReferredTo;
    this.space = space;
    this.written = last;
    this.durable = last;
    this.file = segments.openLast().orElse(null);
  }

  /** Whether so many bytes more can be held until they are durable. */
  boolean holds(int more) {
    return unsynced.bytes() + more <= settings.heldBytes();
  }

  /** Takes a block, and holds it until it is durable. */
  void write(Block block) {
    Unsynced.Entry entry = Unsynced.Entry.of(block);
    unsynced.add(entry);
    if (isInTrouble()) {
      return;
    }
    try {
      if (file == null || segments.lastSize() >= settings.segmentBytes()) {
        rotate(block);
      }
      write(entry);
    } catch (IOException e) {
      fail(e);
    } catch (OrillaException e) {
      fail(new IOException(e.text(), e));
    }
  }

  private void write(Unsynced.Entry entry) throws IOException {
    requireFile().append(entry.bytes(), entry.bytes().length);
    segments.grown(segments.lastSize() + entry.bytes().length);
    written = entry.last();
  }

  private DiskFile requireFile() throws IOException {
    DiskFile open = file;
    if (open == null) {
      throw new IOException("no segment is open");
    }
    return open;
  }

  /** Begins the segment of this block, once all before it is durable. */
  private void rotate(Block block) throws IOException {
    syncReferredTo.run();
    syncing.lock();
    try {
      DiskFile sealed = file;
      if (sealed != null) {
        makeDurable(sealed, written);
      }
      file = begin(block);
      if (sealed != null) {
        sealed.close();
      }
    } finally {
      syncing.unlock();
    }
  }

  private DiskFile begin(Block block) throws IOException {
    return segments.begin(LaneTail.before(block), Micros.of(clock.instant()));
  }

  private void fail(IOException e) {
    if (!isInTrouble()) {
      log.error("The {} lane is held in memory, as the disk fails: {}", lane.text(), e.toString());
    }
    trouble = Optional.of(String.valueOf(e.getMessage()));
    triedAt = System.nanoTime();
  }

  /**
   * Makes durable what was written up to a sequence.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE while the disk fails
   */
  void sync(long through) {
    syncing.lock();
    try {
      if (through > durable) {
        if (isInTrouble()) {
          throw unwritable();
        }
        makeDurable(file, through);
      }
    } catch (IOException e) {
      fail(e);
      throw unwritable();
    } finally {
      syncing.unlock();
    }
  }

  private void makeDurable(@Nullable DiskFile segment, long through) throws IOException {
    if (segment != null) {
      segment.sync();
    }
    ledger.persistLosses();
    durable = Math.max(durable, through);
    unsynced.removeThrough(through);
  }

  /** Tries a disk that failed again at once. */
  void hurry() {
    triedAt -= settings.retry().toNanos();
  }

  /**
   * Leaves the segment that failed, as the operating system may have dropped its pages and would
   * not say so again, and writes all that is not durable into a fresh one.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE while the disk fails
   */
  void writeAnew() {
    syncing.lock();
    try {
      if (!isInTrouble()) {
        return;
      }
      if (System.nanoTime() - triedAt < settings.retry().toNanos() / 2) {
        throw unwritable();
      }
      leaveSegment();
      writeUnsynced();
      trouble = Optional.empty();
      log.info("The {} lane is written again", lane.text());
    } catch (IOException e) {
      fail(e);
      throw unwritable();
    } finally {
      syncing.unlock();
    }
  }

  private void leaveSegment() {
    try (DiskFile suspect = file) {
      file = null;
    } catch (IOException e) {
      log.debug("A segment of the {} lane did not close", lane.text(), e);
    }
  }

  private void writeUnsynced() throws IOException {
    while (true) {
      try {
        writeUnsyncedOnce();
        return;
      } catch (DiskFullException e) {
        leaveSegment();
        if (!space.free(lane)) {
          giveUpOr(e);
        }
      }
    }
  }

  private void writeUnsyncedOnce() throws IOException {
    List<Unsynced.Entry> held = unsynced.all();
    if (!held.isEmpty()) {
      file = begin(held.getFirst().block());
      for (Unsynced.Entry entry : held) {
        write(entry);
      }
    }
  }

  /** Where there is no room at all, samples stand back behind what was said of them. */
  private void giveUpOr(DiskFullException e) throws DiskFullException {
    List<Unsynced.Entry> held = unsynced.all();
    if (lane != Lane.SIGNALS || held.isEmpty()) {
      throw e;
    }
    for (Unsynced.Entry entry : held) {
      ledger.lose(entry.first(), entry.last(), Loss.FULL);
    }
    unsynced.removeThrough(held.getLast().last());
  }

  /** The block of a sequence that is in memory alone, or the next behind it. */
  Optional<Block> held(long sequence) {
    return sequence <= written ? Optional.empty() : unsynced.from(sequence);
  }

  long written() {
    return written;
  }

  long durable() {
    return durable;
  }

  /** What is wrong with the disk, while it does not take this lane's records. */
  Optional<String> trouble() {
    return trouble;
  }

  boolean isInTrouble() {
    return trouble.isPresent();
  }

  private OrillaException unwritable() {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "the %s lane of the journal is held in memory, as the disk fails: %s; check the disk"
            .formatted(lane.text(), trouble.orElse("")));
  }

  /** Leaves what is not durable as it is. */
  void close() {
    leaveSegment();
  }
}
