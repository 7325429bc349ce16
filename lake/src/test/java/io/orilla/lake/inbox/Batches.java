package io.orilla.lake.inbox;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.journal.packed.SamplePacker;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.model.signal.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Batches of the signals lane: the sample with sequence n has the value n. */
public final class Batches {
  public static final ObjectName NODE = new ObjectName("hall-1");
  public static final JournalEpoch EPOCH = new JournalEpoch(new UUID(1, 2));
  private static final SignalName FLOW = new SignalName("riva/hall1/water/loop1/flow");

  private static final Links LINKS = new Links(EPOCH, Lane.SIGNALS, n -> payload(n, n + 1));

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
    int count = (int) (to - from);
    return Block.following(
        LINKS.at(from - 1), Lane.SIGNALS, from, count, to - 1, to * 1000, payload(from, to));
  }

  /** What is left of such a block when every third sample stays. */
  public static JournalBatch thinned(long from, long to) {
    Block whole = block(from, to);
    int[] places = IntStream.range(0, whole.count()).filter(place -> place % 3 == 0).toArray();
    List<Sample> all = SampleRecords.decode(whole.payload());
    List<Sample> left = IntStream.of(places).mapToObj(all::get).toList();
    Block block =
        new Block(
            Lane.SIGNALS,
            from,
            whole.count(),
            whole.made(),
            whole.writtenAt(),
            whole.chain(),
            SampleRecords.thinned(new SamplePacker(), places, left));
    long dropped = whole.count() - (long) places.length;
    LaneAccount account = new LaneAccount(Lane.SIGNALS, to - 1, from - 1, places.length, dropped);
    return new JournalBatch(EPOCH, account, List.of(block));
  }

  private static byte[] payload(long from, long to) {
    return SampleRecords.encode(
        LongStream.range(from, to)
            .mapToObj(n -> new Sample(FLOW, n * 1000, n * 1000 + 7, new Value.DoubleValue(n), 0))
            .toList());
  }

  /** The same sequence numbers in the lane of a node whose disk was restored. */
  public static JournalBatch otherwise(JournalBatch batch) {
    int link = batch.blocks().getFirst().chain().before() + 1;
    List<Block> blocks = new ArrayList<>();
    for (Block block : batch.blocks()) {
      blocks.add(
          Block.following(
              link,
              block.lane(),
              block.firstSequence(),
              block.count(),
              block.made(),
              block.writtenAt(),
              block.payload()));
      link = blocks.getLast().chain().after();
    }
    return new JournalBatch(batch.epoch(), batch.account(), blocks);
  }
}
