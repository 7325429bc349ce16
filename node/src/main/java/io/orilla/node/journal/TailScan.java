package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import io.orilla.node.journal.Segments.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/**
 * Reads the newest segment to find where the lane stands. A hole in what was written last is torn
 * by a power cut, and what follows it goes with it, as none of it was durable; an older one, or one
 * in what is known to have been durable, is damage, and costs what was in it.
 */
final class TailScan {
  /** More than any sync was ever waited for, µs. */
  private static final long TORN = 10_000_000;

  private final BlockCursor cursor;
  private final List<Hole> holes = new ArrayList<>();
  private LaneTail tail;
  private long end;

  /**
   * @param before where the lane stood before it
   * @param end where in the file that was
   * @param writtenAt of the block behind it
   */
  private record Hole(Range range, LaneTail before, long end, long writtenAt) {}

  TailScan(BlockCursor cursor, LaneTail before) {
    this.cursor = cursor;
    this.tail = before;
    this.end = cursor.soundEnd();
  }

  /**
   * @param sound false for a block that must not stay, nor any behind it
   * @param durable up to where all is known to have been durable
   */
  void run(Predicate<Block> sound, LongUnaryOperator behindLosses, long durable)
      throws IOException {
    Optional<Block> block = cursor.next().filter(sound);
    while (block.isPresent() && block.get().firstSequence() > tail.lastSequence()) {
      Block next = block.get();
      if (behindLosses.applyAsLong(tail.lastSequence() + 1) < next.firstSequence()) {
        Range range = new Range(tail.lastSequence() + 1, next.firstSequence() - 1);
        holes.add(new Hole(range, tail, end, next.writtenAt()));
      }
      tail = tail.after(next);
      end = cursor.soundEnd();
      block = cursor.next().filter(sound);
    }
    cutWhatIsTorn(durable);
  }

  private void cutWhatIsTorn(long durable) {
    long last = tail.writtenAt();
    for (int i = 0; i < holes.size(); i++) {
      Hole hole = holes.get(i);
      if (hole.range().last() > durable && last - hole.writtenAt() <= TORN) {
        tail = hole.before();
        end = hole.end();
        holes.subList(i, holes.size()).clear();
        return;
      }
    }
  }

  /** Where the lane stands. */
  LaneTail tail() {
    return tail;
  }

  /** Where in the file the last block ends that stays. */
  long end() {
    return end;
  }

  /** What was damaged. */
  List<Range> holes() {
    return holes.stream().map(Hole::range).toList();
  }
}
