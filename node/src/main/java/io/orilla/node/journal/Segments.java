package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Disk.DiskFile;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/**
 * The segment files of one lane by their first sequence. Sealed ones never change; they are found
 * by name and not read at the start.
 */
final class Segments {
  private static final String SUFFIX = ".seg";

  private final Disk disk;
  private final Lane lane;
  private final JournalEpoch epoch;
  private final NavigableMap<Long, Long> sizes = new ConcurrentSkipListMap<>();

  /**
   * Where a lane stands after its last sound block; {@code writtenAt} is 0 when there is none.
   *
   * @param link that of the last record
   */
  record Tail(long lastSequence, long made, long writtenAt, int link) {}

  Segments(Disk disk, Lane lane, JournalEpoch epoch) {
    this.disk = disk;
    this.lane = lane;
    this.epoch = epoch;
  }

  /**
   * Finds the lane's segments, removes those of another epoch, and cuts the newest one off at the
   * first block that is torn or not sound.
   */
  Tail recover(Predicate<Block> sound) throws IOException {
    for (String name : disk.list(lane.text())) {
      if (name.endsWith(SUFFIX)) {
        admit(name);
      }
    }
    return sizes.isEmpty()
        ? new Tail(0, 0, 0, Chain.start(epoch))
        : cutTail(sizes.lastKey(), sound);
  }

  private void admit(String name) throws IOException {
    String path = lane.text() + "/" + name;
    try (DiskFile file = disk.open(path)) {
      Optional<SegmentHeader> header = header(file);
      if (header.isPresent() && header.get().epoch().equals(epoch)) {
        sizes.put(header.get().firstSequence(), file.size());
        return;
      }
    }
    // Of an epoch that was given up, or cut off before its first block could be written.
    disk.delete(path);
  }

  private static Optional<SegmentHeader> header(ReadableFile file) throws IOException {
    byte[] bytes = new byte[SegmentHeader.LENGTH];
    return SegmentHeader.decode(bytes, file.read(0, bytes, 0, bytes.length));
  }

  private Tail cutTail(long firstSequence, Predicate<Block> sound) throws IOException {
    try (DiskFile file = disk.open(path(firstSequence))) {
      SegmentHeader header = header(file).orElseThrow();
      Tail tail = new Tail(firstSequence - 1, header.madeBefore(), 0, header.link());
      BlockCursor cursor = new BlockCursor(file);
      long end = cursor.position();
      Optional<Block> block = wholeBlock(cursor).filter(sound);
      while (block.isPresent() && block.get().firstSequence() == tail.lastSequence() + 1) {
        Block last = block.get();
        tail = new Tail(last.lastSequence(), last.made(), last.writtenAt(), last.chain().after());
        end = cursor.position();
        block = wholeBlock(cursor).filter(sound);
      }
      if (file.size() > end) {
        file.truncate(end);
      }
      file.sync();
      sizes.put(firstSequence, end);
      return tail;
    }
  }

  private static Optional<Block> wholeBlock(BlockCursor cursor) throws IOException {
    try {
      return cursor.next();
    } catch (OrillaException damaged) {
      return Optional.empty();
    }
  }

  /** Opens the newest segment to go on with it, or begins the first one. */
  DiskFile openLast(Tail tail) throws IOException {
    return sizes.isEmpty() ? begin(tail) : disk.open(path(sizes.lastKey()));
  }

  /** Begins a segment. Its header is durable before any block follows, so that a hole is never. */
  DiskFile begin(Tail tail) throws IOException {
    long first = tail.lastSequence() + 1;
    DiskFile file = disk.create(path(first));
    byte[] header = new SegmentHeader(lane, epoch, first, tail.made(), tail.link()).encode();
    file.append(header, header.length);
    file.sync();
    sizes.put(first, (long) header.length);
    return file;
  }

  long lastSize() {
    return sizes.lastEntry().getValue();
  }

  void grown(long size) {
    sizes.put(sizes.lastKey(), size);
  }

  boolean isEmpty() {
    return sizes.isEmpty();
  }

  /** First sequence that is still kept. */
  long firstKept() {
    return sizes.firstKey();
  }

  /** First sequence of the segment that holds this one; nothing when it is no longer kept. */
  Optional<Long> holding(long sequence) {
    return Optional.ofNullable(sizes.floorKey(sequence));
  }

  ReadableFile openToRead(long firstSequence) throws IOException {
    return disk.openToRead(path(firstSequence));
  }

  /** Unlinks the oldest sealed segments up to a sequence, while more than the budget is kept. */
  void trim(long through, long budget) throws IOException {
    long kept = sizes.values().stream().mapToLong(Long::longValue).sum();
    while (kept > budget && sizes.size() > 1) {
      Map.Entry<Long, Long> oldest = sizes.firstEntry();
      if (sizes.higherKey(oldest.getKey()) - 1 > through) {
        return;
      }
      disk.delete(path(oldest.getKey()));
      sizes.remove(oldest.getKey());
      kept -= oldest.getValue();
    }
  }

  private String path(long firstSequence) {
    return "%s/%020d%s".formatted(lane.text(), firstSequence, SUFFIX);
  }
}
