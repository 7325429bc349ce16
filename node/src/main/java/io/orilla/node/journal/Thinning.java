package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is left of a segment of samples when every so many-th of each signal stays, the first
 * always: one block that stands for all its records. Not thread-safe.
 */
final class Thinning {
  private final int factor;
  private final Map<SignalName, Integer> seen = new HashMap<>();
  private final List<Sample> left = new ArrayList<>();
  private final IntStream.Builder places = IntStream.builder();
  private int place;

  private Thinning(int factor) {
    this.factor = factor;
  }

  /** Nothing when not all records of the segment are there, or none would go. */
  static Optional<Block> of(BlockCursor cursor, Segments.Range segment, int factor)
      throws IOException {
    Thinning thinning = new Thinning(factor);
    int before = 0;
    Block last = null;
    for (long next = segment.first(); next <= segment.last(); next = last.lastSequence() + 1) {
      Optional<Block> block = cursor.next();
      if (block.isEmpty() || block.get().firstSequence() != next) {
        return Optional.empty();
      }
      before = last == null ? block.get().chain().before() : before;
      last = block.get();
      thinning.take(last);
    }
    if (last == null || last.lastSequence() != segment.last() || thinning.keepsAll()) {
      return Optional.empty();
    }
    return Optional.of(thinning.block(segment, last, before));
  }

  private void take(Block block) {
    for (Sample sample : SampleRecords.decode(block.payload())) {
      int count = seen.merge(sample.signal(), 1, Integer::sum);
      if (count % factor == 1) {
        left.add(sample);
        places.add(place);
      }
      place++;
    }
  }

  private boolean keepsAll() {
    return left.size() == place;
  }

  private Block block(Segments.Range segment, Block last, int before) {
    return new Block(
        Lane.SIGNALS,
        segment.first(),
        place,
        last.made(),
        last.writtenAt(),
        new Chain(before, last.chain().after()),
        SampleRecords.thinned(new SamplePacker(), places.build().toArray(), left));
  }
}
