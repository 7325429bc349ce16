package io.orilla.node.journal;

import io.orilla.model.signal.Sample;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The newest blocks of the signals lane in memory, so that those who follow it need not read the
 * disk. Whoever falls behind does. Thread-safe.
 */
final class RecentSamples {
  private static final int MAX_SAMPLES = 4096;

  private final LaneJournal lane;
  private final ArrayDeque<SampleBlock> blocks = new ArrayDeque<>();
  private int samples;
  private boolean closed;

  RecentSamples(LaneJournal lane) {
    this.lane = lane;
  }

  /** Appends under the lock that readers take, so that memory and disk have one order. */
  synchronized long append(List<Sample> appended, LongSupplier write) {
    SampleBlock block = new SampleBlock(write.getAsLong(), List.copyOf(appended));
    blocks.addLast(block);
    samples += appended.size();
    while (samples > MAX_SAMPLES && blocks.size() > 1) {
      samples -= blocks.removeFirst().samples().size();
    }
    notifyAll();
    return block.firstSequence();
  }

  /** The block that holds a sequence, if it is among the newest. */
  synchronized Optional<SampleBlock> holding(long sequence) {
    Iterator<SampleBlock> newestFirst = blocks.descendingIterator();
    while (newestFirst.hasNext()) {
      SampleBlock block = newestFirst.next();
      if (block.firstSequence() <= sequence) {
        return block.lastSequence() >= sequence ? Optional.of(block) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Waits until a sequence is given; false when the journal was closed or the reader ended. */
  synchronized boolean await(long sequence, AtomicBoolean ended) throws InterruptedException {
    while (!closed && !ended.get() && lane.last() < sequence) {
      wait();
    }
    return !closed && !ended.get();
  }

  /** Lets a waiting reader see that it was ended. */
  synchronized void end(AtomicBoolean reader) {
    reader.set(true);
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  long last() {
    return lane.last();
  }
}
