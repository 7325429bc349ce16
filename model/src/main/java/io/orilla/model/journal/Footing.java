package io.orilla.model.journal;

import io.orilla.model.journal.packed.Previous;
import io.orilla.model.signal.Sample;
import java.util.List;
import java.util.Optional;

/**
 * What node and server both know of the signals lane when the server has taken a batch: the next
 * one may lean on it. Each makes it from the batch itself, and may have forgotten it.
 *
 * @param last the batch's last block; its payload is nobody's business any more
 */
public record Footing(JournalEpoch epoch, Block last, Previous previous) {
  /** What is larger gains little by leaning. */
  private static final int MAX_SAMPLES = 1 << 12;

  private static final byte[] NONE = {};

  /**
   * What can be leaned on behind a block.
   *
   * @param samples that the block holds
   */
  public static Footing behind(JournalEpoch epoch, Block block, List<Sample> samples) {
    return new Footing(epoch, block.holding(NONE), Previous.of(samples));
  }

  /** As {@link #behind(JournalEpoch, Block, List)}, where a batch is one that is leaned on. */
  public static Optional<Footing> behind(JournalBatch batch) {
    Block block = batch.blocks().getLast();
    return batch.lane() == Lane.SIGNALS
            && batch.blocks().size() == 1
            && mayLean(block.count())
            && !block.isThinned()
        ? Optional.of(behind(batch.epoch(), block, SampleRecords.decode(block.payload())))
        : Optional.empty();
  }

  /** Whether so many samples are few enough to lean or to be leaned on. */
  public static boolean mayLean(int samples) {
    return samples <= MAX_SAMPLES;
  }

  /** Whether a block comes right behind. */
  public boolean carries(JournalEpoch other, Block block) {
    return epoch.equals(other)
        && block.firstSequence() == last.lastSequence() + 1
        && block.chain().before() == last.chain().after();
  }

  /** How many signals it knows: what it takes of memory. */
  public int signals() {
    return previous.signals().size();
  }
}
