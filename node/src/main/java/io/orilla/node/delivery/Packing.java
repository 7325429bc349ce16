package io.orilla.node.delivery;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.Footing;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.LeaningBatch;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.signal.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges blocks of samples, as the journal has them for each notification, into packed ones, and
 * lets small batches lean on the one that the server took before. Not thread-safe.
 */
final class Packing {
  private static final byte[] NO_PAYLOAD = {};

  private final SamplePacker packer = new SamplePacker();

  /** What the server took last, and what it will have taken when it takes what was packed last. */
  private Optional<Footing> footing = Optional.empty();

  private Optional<Footing> next = Optional.empty();

  /** The body of a batch of consecutive blocks of samples. */
  byte[] batch(JournalEpoch epoch, LaneAccount account, List<Block> blocks) {
    List<List<Block>> groups = groups(blocks);
    if (groups.size() > 1 || !mayLean(blocks)) {
      next = Optional.empty();
      List<Block> packed = groups.stream().map(this::packed).toList();
      return new JournalBatch(epoch, account, packed).encode();
    }
    List<Sample> samples = samples(blocks);
    Block block = merged(blocks);
    next = Optional.of(Footing.behind(epoch, block, samples));
    return footing
        .filter(known -> known.carries(epoch, block))
        .map(known -> LeaningBatch.encode(known, batch(epoch, account, block), samples, packer))
        .orElseGet(() -> batch(epoch, account, packed(block, samples)).encode());
  }

  private static boolean mayLean(List<Block> blocks) {
    return !blocks.getFirst().isThinned()
        && Footing.mayLean(blocks.stream().mapToInt(Block::count).sum());
  }

  private static JournalBatch batch(JournalEpoch epoch, LaneAccount account, Block block) {
    return new JournalBatch(epoch, account, List.of(block));
  }

  /** The server took what was packed last. */
  void taken() {
    footing = next;
  }

  /** What the server took last is not known. Returns whether something was leaned on. */
  boolean forget() {
    boolean leaned = footing.isPresent();
    footing = Optional.empty();
    return leaned;
  }

  /** Blocks that become one; a thinned one stays alone. */
  private static List<List<Block>> groups(List<Block> blocks) {
    List<List<Block>> groups = new ArrayList<>();
    int from = 0;
    int samples = 0;
    for (int i = 0; i < blocks.size(); i++) {
      int count = blocks.get(i).count();
      if (i > from
          && (samples + count > SamplePacker.MAX_SAMPLES
              || blocks.get(i).isThinned()
              || blocks.get(i - 1).isThinned())) {
        groups.add(blocks.subList(from, i));
        from = i;
        samples = 0;
      }
      samples += count;
    }
    groups.add(blocks.subList(from, blocks.size()));
    return groups;
  }

  private Block packed(List<Block> blocks) {
    Block first = blocks.getFirst();
    return first.isThinned() || first.count() > SamplePacker.MAX_SAMPLES
        ? first
        : packed(merged(blocks), samples(blocks));
  }

  private Block packed(Block block, List<Sample> samples) {
    return block.holding(SampleRecords.pack(packer, samples));
  }

  private static List<Sample> samples(List<Block> blocks) {
    List<Sample> samples = new ArrayList<>();
    for (Block block : blocks) {
      samples.addAll(SampleRecords.decode(block.payload()));
    }
    return samples;
  }

  /** The block that these become; what it holds is still to come. */
  private static Block merged(List<Block> blocks) {
    Block first = blocks.getFirst();
    Block last = blocks.getLast();
    return new Block(
        Lane.SIGNALS,
        first.firstSequence(),
        (int) (last.lastSequence() + 1 - first.firstSequence()),
        last.made(),
        last.writtenAt(),
        new Chain(first.chain().before(), last.chain().after()),
        NO_PAYLOAD);
  }
}
