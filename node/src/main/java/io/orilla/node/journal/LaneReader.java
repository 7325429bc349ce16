package io.orilla.node.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lane's blocks in order, from the disk. What was lost is passed over: a block may begin
 * behind the position. Not thread-safe; appends go on beside it.
 */
public final class LaneReader implements AutoCloseable {
  private final LaneJournal lane;
  private final Holes holes;
  private @Nullable ReadableFile file;
  private @Nullable BlockCursor cursor;
  private long segment;
  private long next;
  private boolean joined;
  private long failingSince;

  /** Hears of sequences that ought to be there and are not. */
  @FunctionalInterface
  interface Holes {
    void found(long first, long last, String reason);
  }

  LaneReader(LaneJournal lane, long from, Holes holes) {
    this.lane = lane;
    this.next = from;
    this.holes = holes;
  }

  /**
   * The sequence that is read next; the block that {@link #next} gives holds it, perhaps not as its
   * first, unless it was lost.
   */
  public long position() {
    return next;
  }

  /** Whether the block given last follows the one given before, in the same segment. */
  public boolean joined() {
    return joined;
  }

  /** Goes to any sequence, back or forth. */
  public void seek(long sequence) {
    closeFile();
    next = sequence;
  }

  /**
   * The next block, if its records are all at or below {@code limit}.
   *
   * @throws OrillaException DOES_NOT_EXIST when it is no longer kept, STORAGE_UNAVAILABLE when the
   *     disk does not give it
   */
  public Optional<Block> next(long limit) {
    try {
      Optional<Block> block = read(limit);
      failingSince = 0;
      return block;
    } catch (NoSuchFileException | FileNotFoundException unlinkedMeanwhile) {
      closeFile();
      throw noLongerKept();
    } catch (IOException e) {
      giveUpWhatIsUnreadable();
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot read the journal: " + e.getMessage(), e);
    }
  }

  /** Gives all blocks whose records are at or below {@code limit}, as {@link #next} does. */
  public void forEach(long limit, Consumer<Block> taken) {
    for (Optional<Block> block = next(limit); block.isPresent(); block = next(limit)) {
      taken.accept(block.get());
    }
  }

  private Optional<Block> read(long limit) throws IOException {
    joined = cursor != null;
    next = lane.ledger().behindLosses(next);
    while (next <= limit) {
      Optional<Block> block = lane.held(next).or(this::none);
      if (block.isPresent()) {
        closeFile();
        return given(block.get(), limit);
      }
      block = openCursor().next();
      long end = lane.segments().behind(segment).orElse(Long.MAX_VALUE);
      if (block.isEmpty() || block.get().firstSequence() >= end) {
        leaveSegment(Math.min(end - 1, limit));
      } else if (block.get().lastSequence() >= next) {
        return given(block.get(), limit);
      }
      next = lane.ledger().behindLosses(next);
    }
    return Optional.empty();
  }

  private Optional<Block> none() {
    return Optional.empty();
  }

  private Optional<Block> given(Block block, long limit) {
    if (block.firstSequence() > next) {
      joined = false;
      holes.found(next, block.firstSequence() - 1, Loss.DAMAGED);
      next = block.firstSequence();
    }
    if (block.lastSequence() > limit) {
      closeFile();
      return Optional.empty();
    }
    next = block.lastSequence() + 1;
    return Optional.of(block);
  }

  /** All that the segment should have held, up to a sequence, and did not give is lost. */
  private void leaveSegment(long last) {
    closeFile();
    joined = false;
    if (next <= last) {
      holes.found(next, last, Loss.DAMAGED);
      next = last + 1;
    }
  }

  private BlockCursor openCursor() throws IOException {
    if (cursor == null) {
      joined = false;
      segment = lane.segments().holding(next).orElseThrow(this::noLongerKept);
      file = lane.segments().openToRead(segment);
      cursor = new BlockCursor(file, lane.lane());
    }
    return cursor;
  }

  private OrillaException noLongerKept() {
    return OrillaException.notFound("the journal no longer keeps record " + next);
  }

  /** A sector that stays unreadable costs the rest of its sealed segment, after a long time. */
  private void giveUpWhatIsUnreadable() {
    closeFile();
    long now = lane.now();
    if (failingSince == 0) {
      failingSince = now;
    }
    Optional<Long> end = lane.segments().holding(next).flatMap(lane.segments()::behind);
    if (end.isPresent() && now - failingSince >= lane.unreadableMicros()) {
      leaveSegment(end.get() - 1);
      failingSince = 0;
    }
  }

  private void closeFile() {
    try (ReadableFile closing = file) {
      cursor = null;
      file = null;
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot close a segment: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    closeFile();
  }
}
