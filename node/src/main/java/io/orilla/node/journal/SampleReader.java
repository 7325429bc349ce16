package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Follows the signals lane in journal order, the past and then the present. It has one reading
 * thread; any may end it.
 */
public final class SampleReader implements AutoCloseable {
  private final RecentSamples recent;
  private final LaneReader disk;
  private final AtomicBoolean ended = new AtomicBoolean();

  /** What is left of a thinned block, and was not given yet. */
  private final ArrayDeque<SampleBlock> runs = new ArrayDeque<>();

  SampleReader(RecentSamples recent, LaneReader disk) {
    this.recent = recent;
    this.disk = disk;
  }

  /** The sequence that is read next. */
  public long position() {
    return runs.isEmpty() ? disk.position() : runs.getFirst().firstSequence();
  }

  /**
   * The next samples, as soon as there are any; nothing when the reader was ended or the journal
   * closed.
   *
   * @throws io.orilla.model.error.OrillaException DOES_NOT_EXIST when they are no longer kept
   */
  public Optional<SampleBlock> next() throws InterruptedException {
    if (!recent.await(position(), ended)) {
      return Optional.empty();
    }
    return available();
  }

  /**
   * Gives all samples that there are now.
   *
   * @throws io.orilla.model.error.OrillaException DOES_NOT_EXIST when they are no longer kept
   */
  public void forEachAvailable(Consumer<Sample> taken) {
    for (Optional<SampleBlock> block = available(); block.isPresent(); block = available()) {
      block.get().samples().forEach(taken);
    }
  }

  /** The next samples, if there are any now. */
  public Optional<SampleBlock> available() {
    if (!runs.isEmpty()) {
      return Optional.of(runs.removeFirst());
    }
    long position = disk.position();
    Optional<SampleBlock> block = recent.holding(position);
    if (block.isPresent()) {
      disk.seek(block.get().lastSequence() + 1);
      return block.map(found -> from(found, position));
    }
    Optional<Block> read = disk.next(recent.last());
    if (read.isPresent() && read.get().isThinned()) {
      cut(read.get(), position);
      return available();
    }
    return read.map(
            found -> new SampleBlock(found.firstSequence(), SampleRecords.decode(found.payload())))
        .map(found -> from(found, position));
  }

  /** Into runs without a hole. */
  private void cut(Block thinned, long position) {
    long[] sequences = thinned.sequences();
    List<Sample> samples = SampleRecords.decode(thinned.payload());
    for (int from = 0; from < sequences.length; ) {
      int to = from + 1;
      while (to < sequences.length && sequences[to] == sequences[to - 1] + 1) {
        to++;
      }
      SampleBlock run = new SampleBlock(sequences[from], samples.subList(from, to));
      if (run.lastSequence() >= position) {
        runs.addLast(from(run, position));
      }
      from = to;
    }
  }

  private static SampleBlock from(SampleBlock block, long position) {
    if (block.firstSequence() >= position) {
      return block;
    }
    int skip = (int) (position - block.firstSequence());
    return new SampleBlock(position, block.samples().subList(skip, block.samples().size()));
  }

  /** Ends the reading, also one that waits. */
  public void end() {
    recent.end(ended);
  }

  @Override
  public void close() {
    disk.close();
  }
}
