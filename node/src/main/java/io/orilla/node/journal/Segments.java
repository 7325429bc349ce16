package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Disk.DiskFile;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment files of one lane by their first sequence. Sealed ones never change, but for being
 * replaced by what is left of them. A segment counts up to where the next one begins.
 */
final class Segments {
  private static final Logger log = LoggerFactory.getLogger(Segments.class);
  static final String SUFFIX = ".seg";
  static final String THINNED = ".thinned";

  private final Disk disk;
  private final Lane lane;
  private final JournalEpoch epoch;
  private final NavigableMap<Long, Kept> kept = new ConcurrentSkipListMap<>();

  /**
   * @param thinned how many of its records were thinned out
   */
  record Kept(long size, long begunAt, long thinned) {
    static Kept of(SegmentHeader header, long size) {
      return new Kept(size, header.begunAt(), header.thinned());
    }

    Kept grown(long now) {
      return new Kept(now, begunAt, thinned);
    }
  }

  /** Consecutive sequences, both included. */
  record Range(long first, long last) {
    long count() {
      return last - first + 1;
    }
  }

  /**
   * @param found by their first sequence
   */
  Segments(Disk disk, Lane lane, JournalEpoch epoch, Map<Long, Kept> found) {
    this.disk = disk;
    this.lane = lane;
    this.epoch = epoch;
    kept.putAll(found);
  }

  /** Opens the newest segment to go on with it; nothing when there is none. */
  Optional<DiskFile> openLast() throws IOException {
    return kept.isEmpty() ? Optional.empty() : Optional.of(disk.open(path(kept.lastKey())));
  }

  /**
   * Begins a segment, or begins it once more. Its header is durable before any block follows, and
   * stays so: where the segments before it are gone, nothing else says where the lane stands.
   */
  DiskFile begin(LaneTail tail, long now) throws IOException {
    long first = tail.lastSequence() + 1;
    if (kept.containsKey(first)) {
      return emptied(first);
    }
    DiskFile file = disk.create(path(first));
    byte[] header =
        new SegmentHeader(lane, epoch, first, tail.made(), now, 0, tail.link()).encode();
    file.append(header, header.length);
    file.sync();
    kept.put(first, new Kept(header.length, now, 0));
    return file;
  }

  private DiskFile emptied(long first) throws IOException {
    DiskFile file = disk.open(path(first));
    file.truncate(SegmentHeader.LENGTH);
    file.sync();
    grown(SegmentHeader.LENGTH);
    return file;
  }

  long lastSize() {
    return kept.isEmpty() ? 0 : kept.lastEntry().getValue().size();
  }

  void grown(long size) {
    Map.Entry<Long, Kept> last = kept.lastEntry();
    kept.put(last.getKey(), last.getValue().grown(size));
  }

  /** First sequence that is still kept, if any is. */
  Optional<Long> firstKept() {
    return Optional.ofNullable(kept.firstEntry()).map(Map.Entry::getKey);
  }

  /** First sequence of the segment that was written to at a time; of the oldest for one before. */
  Optional<Long> writtenAt(long time) {
    Optional<Long> first = firstKept();
    for (Map.Entry<Long, Kept> segment : kept.entrySet()) {
      if (segment.getValue().begunAt() <= time) {
        first = Optional.of(segment.getKey());
      }
    }
    return first;
  }

  /** First sequence of the segment that holds this one; nothing when it is no longer kept. */
  Optional<Long> holding(long sequence) {
    return Optional.ofNullable(kept.floorKey(sequence));
  }

  /** Where the segment behind this one begins; nothing for the newest. */
  Optional<Long> behind(long firstSequence) {
    return Optional.ofNullable(kept.higherKey(firstSequence));
  }

  ReadableFile openToRead(long firstSequence) throws IOException {
    return disk.openToRead(path(firstSequence));
  }

  /** Bytes of the segments that hold a sequence or later ones. */
  long bytesFrom(long sequence) {
    Long first = kept.floorKey(sequence);
    return bytes(first == null ? kept : kept.tailMap(first, true));
  }

  private static long bytes(Map<Long, Kept> segments) {
    return segments.values().stream().mapToLong(Kept::size).sum();
  }

  /** The oldest segment, when all of it is at or below a sequence and it is not the newest. */
  Optional<Range> oldestThrough(long sequence) {
    return firstKept().flatMap(this::sealed).filter(range -> range.last() <= sequence);
  }

  /** Whether all records of the oldest segment were made before a time. */
  boolean oldestIsFromBefore(long time) {
    Map.Entry<Long, Kept> oldest = kept.firstEntry();
    Map.Entry<Long, Kept> next = oldest == null ? null : kept.higherEntry(oldest.getKey());
    return next != null && next.getValue().begunAt() < time;
  }

  /** The oldest sealed segment behind the one that holds a sequence. */
  Optional<Range> sealedBehind(long sequence) {
    return holding(sequence).flatMap(this::behind).flatMap(this::sealed);
  }

  /** Sealed segments behind the one that holds a sequence, of which nothing was thinned out. */
  List<Range> wholeBehind(long sequence) {
    return holding(sequence).flatMap(this::behind).stream()
        .flatMap(first -> kept.tailMap(first, true).entrySet().stream())
        .filter(segment -> segment.getValue().thinned() == 0)
        .flatMap(segment -> sealed(segment.getKey()).stream())
        .toList();
  }

  private Optional<Range> sealed(long firstSequence) {
    return behind(firstSequence).map(next -> new Range(firstSequence, next - 1));
  }

  /** How many records were thinned out of the segments in a range that meet a condition. */
  long thinned(Range range, Predicate<Range> counted) {
    return kept
        .subMap(range.first(), true, Math.max(range.first(), range.last()), true)
        .entrySet()
        .stream()
        .filter(segment -> segment.getValue().thinned() > 0)
        .filter(segment -> sealed(segment.getKey()).filter(counted).isPresent())
        .mapToLong(segment -> segment.getValue().thinned())
        .sum();
  }

  /** How many records were thinned out of the segment that begins with a sequence. */
  long thinned(long firstSequence) {
    return Optional.ofNullable(kept.get(firstSequence)).map(Kept::thinned).orElse(0L);
  }

  /** Writes what is left of a segment beside it, durably. */
  void writeThinned(Block left) throws IOException {
    String path = path(left.firstSequence());
    SegmentHeader header;
    try (ReadableFile file = disk.openToRead(path)) {
      header = SegmentHeader.readAgain(file);
    }
    ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.LENGTH + left.encodedLength());
    bytes.put(header.withThinned((long) left.count() - left.held()).encode());
    left.encode(bytes);
    try (DiskFile file = disk.create(path + THINNED)) {
      file.append(bytes.array(), bytes.capacity());
      file.sync();
    }
  }

  /** Puts what is left of a segment in its place; false when it stays as it was. */
  boolean replaceByThinned(long firstSequence) throws IOException {
    String path = path(firstSequence);
    try {
      disk.rename(path + THINNED, path);
    } catch (IOException e) {
      log.warn("Segment {} may not be thinned: {}", path, e.toString());
    }
    try (DiskFile file = disk.open(path)) {
      SegmentHeader header = SegmentHeader.readAgain(file);
      kept.put(firstSequence, Kept.of(header, file.size()));
      return header.thinned() > 0;
    }
  }

  void discardThinned(long firstSequence) throws IOException {
    disk.delete(path(firstSequence) + THINNED);
  }

  /** When the segment behind this range was begun: all records of the range are older. */
  long endedAt(Range range) {
    return Optional.ofNullable(kept.get(range.last() + 1)).map(Kept::begunAt).orElse(0L);
  }

  void unlink(Range segment) throws IOException {
    disk.delete(path(segment.first()));
    kept.remove(segment.first());
  }

  private String path(long firstSequence) {
    return path(lane, firstSequence);
  }

  static String path(Lane lane, long firstSequence) {
    return "%s/%020d%s".formatted(lane.text(), firstSequence, SUFFIX);
  }
}
