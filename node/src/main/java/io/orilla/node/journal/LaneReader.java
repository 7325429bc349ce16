package io.orilla.node.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a lane's blocks in order, from the disk. Not thread-safe; appends go on beside it. */
public final class LaneReader implements AutoCloseable {
  private final LaneJournal lane;
  private @Nullable ReadableFile file;
  private @Nullable BlockCursor cursor;
  private long segment;
  private long next;

  LaneReader(LaneJournal lane, long from) {
    this.lane = lane;
    this.next = from;
  }

  /**
   * The sequence that is read next; the block that {@link #next} gives holds it, perhaps not as its
   * first.
   */
  public long position() {
    return next;
  }

  /** Goes to any sequence, back or forth. */
  public void seek(long sequence) {
    closeFile();
    next = sequence;
  }

  /**
   * The next block, if its records are all at or below {@code limit}.
   *
   * @throws OrillaException DOES_NOT_EXIST when it is no longer kept, INVALID_FORMAT when damaged
   */
  public Optional<Block> next(long limit) {
    try {
      while (next <= limit) {
        Optional<Block> block = openCursor().next();
        if (block.isEmpty()) {
          leaveSegment();
        } else if (block.get().lastSequence() >= next) {
          return within(block.get(), limit);
        }
      }
      return Optional.empty();
    } catch (NoSuchFileException | FileNotFoundException unlinkedMeanwhile) {
      throw noLongerKept();
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot read the journal: " + e.getMessage(), e);
    }
  }

  private OrillaException noLongerKept() {
    return OrillaException.notFound("the journal no longer keeps record " + next);
  }

  private Optional<Block> within(Block block, long limit) {
    if (block.lastSequence() > limit) {
      closeFile();
      return Optional.empty();
    }
    next = block.lastSequence() + 1;
    return Optional.of(block);
  }

  private BlockCursor openCursor() throws IOException {
    if (cursor == null) {
      segment = lane.segments().holding(next).orElseThrow(this::noLongerKept);
      file = lane.segments().openToRead(segment);
      cursor = new BlockCursor(file);
    }
    return cursor;
  }

  private void leaveSegment() {
    if (lane.segments().holding(next).equals(Optional.of(segment))) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT,
          "segment " + segment + " of the journal ends before record " + next + ": it was damaged");
    }
    closeFile();
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
