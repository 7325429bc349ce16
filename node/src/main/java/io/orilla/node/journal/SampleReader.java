package io.orilla.node.journal;

import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
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

  SampleReader(RecentSamples recent, LaneReader disk) {
    this.recent = recent;
    this.disk = disk;
  }

  /** The sequence that is read next. */
  public long position() {
    return disk.position();
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
    long position = position();
    Optional<SampleBlock> block = recent.holding(position);
    if (block.isPresent()) {
      disk.seek(block.get().lastSequence() + 1);
      return block.map(found -> from(found, position));
    }
    return disk.next(recent.last())
        .map(found -> new SampleBlock(found.firstSequence(), SampleRecords.decode(found.payload())))
        .map(found -> from(found, position));
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
