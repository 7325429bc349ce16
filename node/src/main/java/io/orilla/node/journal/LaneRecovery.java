package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Disk.DiskFile;
import io.orilla.node.disk.Disk.ReadableFile;
import io.orilla.node.journal.Segments.Kept;
import io.orilla.node.journal.Segments.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds at the start what is there of a lane. Of its segments only the headers are read, but for
 * the newest. Removes those of another epoch, sets those aside whose header is damaged, and cuts
 * the newest one off behind its last sound block.
 */
final class LaneRecovery {
  private static final Logger log = LoggerFactory.getLogger(LaneRecovery.class);

  private final Disk disk;
  private final Lane lane;
  private final JournalEpoch epoch;
  private final NavigableMap<Long, Kept> segments = new TreeMap<>();
  private final List<Damage> damage = new ArrayList<>();
  private LaneTail tail;

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

  private LaneRecovery(Disk disk, Lane lane, JournalEpoch epoch) {
    this.disk = disk;
    this.lane = lane;
    this.epoch = epoch;
    this.tail = LaneTail.start(epoch);
  }

  /**
   * @param sound false for a block that must not stay, nor any behind it
   * @param behindLosses the sequence itself, or the first behind what is known to be lost there
   * @param durable up to where all is known to have been durable
   */
  static LaneRecovery run(
      Disk disk,
      Lane lane,
      JournalEpoch epoch,
      Predicate<Block> sound,
      LongUnaryOperator behindLosses,
      long durable)
      throws IOException {
    LaneRecovery recovery = new LaneRecovery(disk, lane, epoch);
    NavigableSet<Long> damaged = recovery.admitAll();
    if (!recovery.segments.isEmpty()) {
      recovery.readNewest(sound, behindLosses, durable);
    }
    for (long first : damaged) {
      recovery.setAside(first, Optional.ofNullable(damaged.higher(first)));
    }
    return recovery;
  }

  /** Returns the first sequences of those whose header is damaged. */
  private NavigableSet<Long> admitAll() throws IOException {
    NavigableSet<Long> damaged = new TreeSet<>();
    for (String name : disk.list(lane.text())) {
      if (name.endsWith(Segments.THINNED)) {
        disk.delete(lane.text() + "/" + name);
      } else if (name.endsWith(Segments.SUFFIX) && !admit(name)) {
        damaged.add(Long.parseLong(name.substring(0, name.length() - Segments.SUFFIX.length())));
      }
    }
    return damaged;
  }

  /** False when its header is damaged. */
  private boolean admit(String name) throws IOException {
    String path = lane.text() + "/" + name;
    try (ReadableFile file = disk.openToRead(path);
        DiskFile sized = disk.open(path)) {
      long size = sized.size();
      Optional<SegmentHeader> header = SegmentHeader.read(file);
      if (header.isEmpty() && size > SegmentHeader.LENGTH) {
        return false;
      }
      if (header.isPresent() && header.get().epoch().equals(epoch)) {
        segments.put(header.get().firstSequence(), Kept.of(header.get(), size));
        return true;
      }
    }
    // Of an epoch that was given up, or cut off before its first block could be written.
    disk.delete(path);
    return true;
  }

  private void readNewest(Predicate<Block> sound, LongUnaryOperator behindLosses, long durable)
      throws IOException {
    long first = segments.lastKey();
    try (DiskFile file = disk.open(path(first))) {
      SegmentHeader header = SegmentHeader.readAgain(file);
      TailScan scan = new TailScan(new BlockCursor(file, lane), LaneTail.before(header));
      scan.run(sound, behindLosses, durable);
      scan.holes().forEach(hole -> damage.add(Damage.of(hole)));
      if (file.size() > scan.end()) {
        file.truncate(scan.end());
      }
      file.sync();
      segments.put(first, Kept.of(header, scan.end()));
      tail = scan.tail();
    }
  }

  /** Its records are lost; the numbers that were given in it are not given again. */
  private void setAside(long first, Optional<Long> nextDamaged) throws IOException {
    log.error("Segment {} has a damaged header and is set aside", path(first));
    long thinned = 0;
    try (ReadableFile file = disk.openToRead(path(first))) {
      BlockCursor cursor = new BlockCursor(file, lane);
      for (Optional<Block> block = cursor.next(); block.isPresent(); block = cursor.next()) {
        thinned += block.get().count() - block.get().held();
        if (block.get().lastSequence() > tail.lastSequence()) {
          tail = tail.after(block.get());
        }
      }
    }
    long last =
        Stream.concat(Stream.ofNullable(segments.higherKey(first)), nextDamaged.stream())
            .min(Comparator.naturalOrder())
            .map(next -> next - 1)
            .orElse(tail.lastSequence());
    if (last >= first) {
      damage.add(new Damage(new Range(first, last), thinned));
    }
    disk.rename(path(first), path(first) + ".damaged");
    tail = tail.orLost(last);
  }

  private String path(long firstSequence) {
    return Segments.path(lane, firstSequence);
  }

  /** The segments that stay. */
  Segments segments() {
    return new Segments(disk, lane, epoch, segments);
  }

  /** Where the lane stands. */
  LaneTail tail() {
    return tail;
  }

  /** What was damaged. */
  List<Damage> damage() {
    return damage;
  }
}
