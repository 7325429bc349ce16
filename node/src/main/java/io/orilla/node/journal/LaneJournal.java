package io.orilla.node.journal;

import io.orilla.model.content.Micros;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One lane of the journal. Thread-safe; appends are ordered by its lock. What its records refer to
 * is made durable before they are.
 */
final class LaneJournal implements AutoCloseable {
  private final Lane lane;
  private final JournalSettings settings;
  private final InstantSource clock;
  private final Segments segments;
  private final DeliveredMark mark;
  private final Optional<LaneJournal> referredTo;
  private final ReentrantLock appending = new ReentrantLock();
  private final ReentrantLock syncing = new ReentrantLock();
  private byte[] encoded = new byte[8 << 10];
  private long madeCount;
  private int link;
  private final long lastWrittenAt;
  private volatile Written written;
  private volatile long durable;
  private volatile long delivered;
  private long deliveredOnDisk;
  private volatile long releasable;
  private volatile boolean failed;

  /** The open segment and the last sequence in it; one value, so that a sync knows what it did. */
  private record Written(DiskFile file, long lastSequence) {}

  /**
   * @param referredTo the lane whose records this one's refer to
   */
  LaneJournal(
      Disk disk,
      Lane lane,
      JournalEpoch epoch,
      JournalSettings settings,
      InstantSource clock,
      Optional<LaneJournal> referredTo)
      throws IOException {
    this.lane = lane;
    this.settings = settings;
    this.clock = clock;
    this.referredTo = referredTo;
    this.segments = new Segments(disk, lane, epoch);
    this.mark = new DeliveredMark(disk, lane, epoch);
    Segments.Tail tail = segments.recover(this::refersToWhatIsThere);
    this.madeCount = tail.made();
    this.link = tail.link();
    this.lastWrittenAt = tail.writtenAt();
    this.durable = tail.lastSequence();
    this.delivered = mark.read();
    this.deliveredOnDisk = delivered;
    this.written = new Written(segments.openLast(tail), tail.lastSequence());
  }

  /**
   * After a power cut a prediction can be there whose samples are not: it was synced together with
   * an older one. It was never sent, and is made again. Older blocks need not be looked into.
   */
  private boolean refersToWhatIsThere(Block block) {
    if (lane != Lane.PREDICTIONS || referredTo.isEmpty()) {
      return true;
    }
    LaneJournal signals = referredTo.get();
    return block.writtenAt() < signals.lastWrittenAt
        || JsonRecords.decode(block.payload(), Prediction.class).stream()
            .allMatch(prediction -> prediction.consumed().through() <= signals.journalled());
  }

  /** Writes one block; returns the sequence of its first record. It is journalled, not durable. */
  long append(int count, byte[] payload) {
    appending.lock();
    try {
      refuseAfterFailure();
      if (segments.lastSize() >= settings.segmentBytes()) {
        rotate();
      }
      long first = written.lastSequence() + 1;
      long now = Micros.of(clock.instant());
      write(Block.following(link, lane, first, count, madeCount + count, now, payload));
      return first;
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      appending.unlock();
    }
  }

  private void write(Block block) throws IOException {
    int length = block.encodedLength();
    if (encoded.length < length) {
      encoded = new byte[length * 2];
    }
    block.encode(ByteBuffer.wrap(encoded));
    long before = segments.lastSize();
    try {
      written.file().append(encoded, length);
    } catch (IOException e) {
      undo(before);
      throw e;
    }
    segments.grown(before + length);
    madeCount = block.made();
    link = block.chain().after();
    written = new Written(written.file(), block.lastSequence());
  }

  private void undo(long size) {
    try {
      written.file().truncate(size);
    } catch (IOException e) {
      failed = true;
    }
  }

  private void rotate() throws IOException {
    referredTo.ifPresent(LaneJournal::sync);
    syncing.lock();
    try {
      Written sealed = written;
      makeDurable(sealed.file());
      DiskFile next = segments.begin(new Segments.Tail(sealed.lastSequence(), madeCount, 0, link));
      written = new Written(next, sealed.lastSequence());
      sealed.file().close();
    } finally {
      syncing.unlock();
    }
  }

  /** Makes durable what is journalled now. */
  void sync() {
    long through = journalled();
    referredTo.ifPresent(LaneJournal::sync);
    syncing.lock();
    try {
      refuseAfterFailure();
      if (through > durable) {
        makeDurable(written.file());
        durable = through;
      }
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      syncing.unlock();
    }
  }

  /**
   * A failed sync is final until the next start: the operating system may have dropped the pages,
   * and a second sync would not say so.
   */
  private void makeDurable(DiskFile file) throws IOException {
    try {
      file.sync();
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  /**
   * Notes that the server holds the lane up to a sequence. The note reaches the disk with the next
   * {@link #persistDelivered}.
   */
  void delivered(long through) {
    delivered = Math.max(delivered, through);
  }

  /** Takes the note back: the server lost what it held from this sequence on. */
  void deliveredOnlyBefore(long sequence) {
    delivered = Math.min(delivered, sequence - 1);
  }

  /** Makes the note durable, then unlinks delivered segments over the budget. */
  void persistDelivered() {
    syncing.lock();
    try {
      long now = delivered;
      if (now != deliveredOnDisk) {
        mark.write(now);
        deliveredOnDisk = now;
        segments.trim(Math.min(deliveredOnDisk, releasable), settings.history(lane));
      }
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      syncing.unlock();
    }
  }

  /** Says that nobody here needs the records up to a sequence any more, once they are delivered. */
  void release(long through) {
    releasable = through;
  }

  long journalled() {
    return written.lastSequence();
  }

  long durable() {
    return durable;
  }

  long delivered() {
    return delivered;
  }

  Segments segments() {
    return segments;
  }

  LaneAccount account() {
    appending.lock();
    try {
      return new LaneAccount(lane, madeCount, delivered, journalled() - delivered, 0);
    } finally {
      appending.unlock();
    }
  }

  private void refuseAfterFailure() {
    if (failed) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "the "
              + lane.text()
              + " lane takes nothing more since a write to the disk failed; check the disk, then restart the node");
    }
  }

  private OrillaException unwritable(IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "cannot write the "
            + lane.text()
            + " lane of the journal: "
            + e.getMessage()
            + "; check the disk",
        e);
  }

  @Override
  public void close() throws IOException {
    appending.lock();
    try (DiskFile file = written.file()) {
      sync();
      persistDelivered();
    } finally {
      appending.unlock();
    }
  }
}
