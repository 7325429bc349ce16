package io.orilla.node.delivery;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.signal.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges blocks of samples, as the journal has them for each notification, into packed ones. Not
 * thread-safe.
 */
final class Packing {
  private final SamplePacker packer = new SamplePacker();

  /** The same records in fewer bytes; other lanes and thinned blocks stay as they are. */
  List<Block> packed(List<Block> blocks) {
    if (blocks.isEmpty() || blocks.getFirst().lane() != Lane.SIGNALS) {
      return blocks;
    }
    List<Block> packed = new ArrayList<>();
    int from = 0;
    int samples = 0;
    for (int i = 0; i < blocks.size(); i++) {
      int count = blocks.get(i).count();
      if (i > from
          && (samples + count > SamplePacker.MAX_SAMPLES
              || blocks.get(i).isThinned()
              || blocks.get(i - 1).isThinned())) {
        packed.add(merged(blocks.subList(from, i), samples));
        from = i;
        samples = 0;
      }
      samples += count;
    }
    packed.add(merged(blocks.subList(from, blocks.size()), samples));
    return packed;
  }

  private Block merged(List<Block> blocks, int count) {
    Block first = blocks.getFirst();
    Block last = blocks.getLast();
    if (first.isThinned() || count > SamplePacker.MAX_SAMPLES) {
      return first;
    }
    List<Sample> samples = new ArrayList<>(count);
    for (Block block : blocks) {
      samples.addAll(SampleRecords.decode(block.payload()));
    }
    return new Block(
        Lane.SIGNALS,
        first.firstSequence(),
        count,
        last.made(),
        last.writtenAt(),
        new Chain(first.chain().before(), last.chain().after()),
        SampleRecords.pack(packer, samples));
  }
}
