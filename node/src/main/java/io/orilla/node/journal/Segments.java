package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Disk.DiskFile;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment files of one lane by their first sequence. Sealed ones never change, but for being
 * replaced by what is left of them; of them only the headers are read at the start. A segment
 * counts up to where the next one begins.
 */
final class Segments {
  private static final Logger log = LoggerFactory.getLogger(Segments.class);
  private static final String SUFFIX = ".seg";
  private static final String THINNED = ".thinned";

  private final Disk disk;
  private final Lane lane;
  private final JournalEpoch epoch;
  private final NavigableMap<Long, Kept> kept = new ConcurrentSkipListMap<>();

  /**
   * @param thinned how many of its records were thinned out
   */
  private record Kept(long size, long begunAt, long thinned) {}

  /** Consecutive sequences, both included. */
  record Range(long first, long last) {
    long count() {
      return last - first + 1;
    }
  }

  /**
   * What is not there any more, or not readable.
   *
   * @param thinned how many of its records had been thinned out before
   */
  record Damage(Range range, long thinned) {
    static Damage of(Range hole) {
      return new Damage(hole, 0);
    }
  }

  /**
   * Where a lane stands after its last sound block; {@code writtenAt} is 0 when there is none.
   *
   * @param link that of the last record
   */
  record Tail(long lastSequence, long made, long writtenAt, int link) {
    static Tail before(Block block) {
      return new Tail(
          block.firstSequence() - 1, block.made() - block.count(), 0, block.chain().before());
    }

    Tail after(Block block) {
      return new Tail(block.lastSequence(), block.made(), block.writtenAt(), block.chain().after());
    }

    /** With the records behind it that were made up to a sequence and are lost. */
    Tail orLost(long through) {
      return through <= lastSequence
          ? this
          : new Tail(through, made + through - lastSequence, writtenAt, link);
    }
  }

  Segments(Disk disk, Lane lane, JournalEpoch epoch) {
    this.disk = disk;
    this.lane = lane;
    this.epoch = epoch;
  }

  /** The epoch of the newest segment that says so, when nothing else does. */
  static Optional<JournalEpoch> newestEpoch(Disk disk) throws IOException {
    Optional<SegmentHeader> newest = Optional.empty();
    for (Lane lane : Lane.values()) {
      for (String name : disk.list(lane.text())) {
        try (ReadableFile file = disk.openToRead(lane.text() + "/" + name)) {
          Optional<SegmentHeader> found = header(file);
          long begunAt = newest.map(SegmentHeader::begunAt).orElse(Long.MIN_VALUE);
          newest = found.filter(header -> header.begunAt() >= begunAt).or(keep(newest));
        }
      }
    }
    return newest.map(SegmentHeader::epoch);
  }

  private static <T> java.util.function.Supplier<Optional<T>> keep(Optional<T> value) {
    return () -> value;
  }

  /**
   * Finds the lane's segments, removes those of another epoch, sets those aside whose header is
   * damaged, and cuts the newest one off behind its last sound block.
   *
   * @param behindLosses the sequence itself, or the first behind what is known to be lost there
   * @param durable up to where all is known to have been durable
   * @param lost is added what was damaged
   */
  Tail recover(
      Predicate<Block> sound, LongUnaryOperator behindLosses, long durable, List<Damage> lost)
      throws IOException {
    NavigableSet<Long> damaged = new TreeSet<>();
    for (String name : disk.list(lane.text())) {
      if (name.endsWith(THINNED)) {
        disk.delete(lane.text() + "/" + name);
      } else if (name.endsWith(SUFFIX) && !admit(name)) {
        damaged.add(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
      }
    }
    Tail tail = new Tail(0, 0, 0, Chain.start(epoch));
    if (!kept.isEmpty()) {
      tail = readNewest(kept.lastKey(), sound, behindLosses, durable, lost);
    }
    for (long first : damaged) {
      tail = setAside(first, Optional.ofNullable(damaged.higher(first)), tail, lost);
    }
    return tail;
  }

  /** False when its header is damaged. */
  private boolean admit(String name) throws IOException {
    String path = lane.text() + "/" + name;
    long size;
    try (ReadableFile file = disk.openToRead(path);
        DiskFile sized = disk.open(path)) {
      size = sized.size();
      Optional<SegmentHeader> header = header(file);
      if (header.isEmpty() && size > SegmentHeader.LENGTH) {
        return false;
      }
      if (header.isPresent() && header.get().epoch().equals(epoch)) {
        kept.put(
            header.get().firstSequence(),
            new Kept(size, header.get().begunAt(), header.get().thinned()));
        return true;
      }
    }
    // Of an epoch that was given up, or cut off before its first block could be written.
    disk.delete(path);
    return true;
  }

  private static Optional<SegmentHeader> header(ReadableFile file) throws IOException {
    byte[] bytes = new byte[SegmentHeader.LENGTH];
    return SegmentHeader.decode(bytes, file.read(0, bytes, 0, bytes.length));
  }

  private Tail readNewest(
      long firstSequence,
      Predicate<Block> sound,
      LongUnaryOperator behindLosses,
      long durable,
      List<Damage> lost)
      throws IOException {
    try (DiskFile file = disk.open(path(firstSequence))) {
      SegmentHeader header = header(file).orElseThrow(() -> new IOException("a header vanished"));
      TailScan scan =
          new TailScan(
              new BlockCursor(file, lane),
              new Tail(firstSequence - 1, header.madeBefore(), 0, header.link()));
      scan.run(sound, behindLosses, durable);
      scan.holes().forEach(hole -> lost.add(Damage.of(hole)));
      if (file.size() > scan.end()) {
        file.truncate(scan.end());
      }
      file.sync();
      kept.put(firstSequence, new Kept(scan.end(), header.begunAt(), header.thinned()));
      return scan.tail();
    }
  }

  /** Its records are lost; the numbers that were given in it are not given again. */
  private Tail setAside(long first, Optional<Long> nextDamaged, Tail tail, List<Damage> lost)
      throws IOException {
    log.error("Segment {} has a damaged header and is set aside", path(first));
    Tail newest = tail;
    long thinned = 0;
    try (ReadableFile file = disk.openToRead(path(first))) {
      BlockCursor cursor = new BlockCursor(file, lane);
      for (Optional<Block> block = cursor.next(); block.isPresent(); block = cursor.next()) {
        thinned += block.get().count() - block.get().held();
        if (block.get().lastSequence() > newest.lastSequence()) {
          newest = newest.after(block.get());
        }
      }
    }
    long last =
        Stream.concat(behind(first).stream(), nextDamaged.stream())
            .min(Comparator.naturalOrder())
            .map(next -> next - 1)
            .orElse(newest.lastSequence());
    if (last >= first) {
      lost.add(new Damage(new Range(first, last), thinned));
    }
    disk.rename(path(first), path(first) + ".damaged");
    return newest.orLost(last);
  }

  /** Opens the newest segment to go on with it; nothing when there is none. */
  Optional<DiskFile> openLast() throws IOException {
    return kept.isEmpty() ? Optional.empty() : Optional.of(disk.open(path(kept.lastKey())));
  }

  /**
   * Begins a segment, or begins it once more. Its header is durable before any block follows, and
   * stays so: where the segments before it are gone, nothing else says where the lane stands.
   */
  DiskFile begin(Tail tail, long now) throws IOException {
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
    kept.put(last.getKey(), new Kept(size, last.getValue().begunAt(), last.getValue().thinned()));
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
      header = header(file).orElseThrow(() -> new IOException("a header vanished"));
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
      SegmentHeader header = header(file).orElseThrow(() -> new IOException("a header vanished"));
      kept.put(firstSequence, new Kept(file.size(), header.begunAt(), header.thinned()));
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
    return "%s/%020d%s".formatted(lane.text(), firstSequence, SUFFIX);
  }
}
