package io.orilla.lake.inbox;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Batches of the signals lane: the sample with sequence n has the value n. */
public final class Batches {
  public static final ObjectName NODE = new ObjectName("hall-1");
  public static final JournalEpoch EPOCH = new JournalEpoch(new UUID(1, 2));
  private static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");

  private Batches() {}

  /** One block for each range, the ranges given by their first sequences and the end. */
  public static JournalBatch batch(long... bounds) {
    return batchAfterDropping(0, bounds);
  }

  /** As {@link #batch}, the node having dropped some records. */
  public static JournalBatch batchAfterDropping(long dropped, long... bounds) {
    List<Block> blocks =
        LongStream.range(0, bounds.length - 1)
            .mapToObj(i -> block(bounds[(int) i], bounds[(int) i + 1]))
            .toList();
    long made = bounds[bounds.length - 1] - 1;
    LaneAccount account =
        new LaneAccount(Lane.SIGNALS, made, bounds[0] - 1 - dropped, made - bounds[0] + 1, dropped);
    return new JournalBatch(EPOCH, account, blocks);
  }

  /** Samples from a sequence number, inclusive, to another, exclusive. */
  public static Block block(long from, long to) {
    List<Sample> samples =
        LongStream.range(from, to)
            .mapToObj(n -> new Sample(FLOW, n * 1000, n * 1000 + 7, new Value.DoubleValue(n), 0))
            .toList();
    return new Block(
        Lane.SIGNALS, from, samples.size(), to - 1, to * 1000, SampleRecords.encode(samples));
  }

  /** The same sequence numbers with other content. */
  public static JournalBatch otherwise(JournalBatch batch) {
    List<Block> blocks =
        batch.blocks().stream()
            .map(
                block ->
                    new Block(
                        block.lane(),
                        block.firstSequence(),
                        block.count(),
                        block.made(),
                        block.writtenAt() + 1,
                        Arrays.copyOf(block.payload(), block.payload().length)))
            .toList();
    return new JournalBatch(batch.epoch(), batch.account(), blocks);
  }
}
