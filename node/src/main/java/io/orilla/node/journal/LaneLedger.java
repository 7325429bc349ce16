package io.orilla.node.journal;

import io.orilla.model.content.Micros;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;

/** Which records of a lane are delivered, pending or lost. Thread-safe. */
final class LaneLedger {
  private final Lane lane;
  private final Segments segments;
  private final DeliveredMark mark;
  private final Losses losses;
  private final LongSupplier last;
  private final LongSupplier durable;
  private final LongSupplier lastEvent;
  private final InstantSource clock;

  /** Of the note on the disk. Taken before {@code settling}. */
  private final ReentrantLock noting = new ReentrantLock();

  /** Of what is delivered or lost. */
  private final ReentrantLock settling = new ReentrantLock();

  private volatile long delivered;
  private volatile long deliveredOnDisk;
  private long durableOnDisk;

  /** What changes segments and losses together. */
  @FunctionalInterface
  interface Change {
    /** False when there is nothing to change. */
    boolean make() throws IOException;
  }

  /**
   * @param last the last sequence that was given in the lane
   * @param durable the last sequence that is durable
   * @param lastEvent the last sequence that was given to an event
   */
  LaneLedger(
      Lane lane,
      Segments segments,
      DeliveredMark mark,
      Losses losses,
      LongSupplier last,
      LongSupplier durable,
      LongSupplier lastEvent,
      InstantSource clock)
      throws IOException {
    this.lane = lane;
    this.segments = segments;
    this.mark = mark;
    this.losses = losses;
    this.last = last;
    this.durable = durable;
    this.lastEvent = lastEvent;
    this.clock = clock;
    this.delivered = mark.read(firstKept());
    this.deliveredOnDisk = delivered;
  }

  long delivered() {
    return delivered;
  }

  /**
   * Notes that the server holds the lane up to a sequence. The note reaches the disk with the next
   * {@link #noteDelivered}.
   */
  void delivered(long through) {
    settling.lock();
    try {
      delivered = Math.max(delivered, through);
    } finally {
      settling.unlock();
    }
  }

  /** Takes the note back: the server lost what it held from this sequence on. */
  void deliveredOnlyBefore(long sequence) {
    settling.lock();
    try {
      delivered = Math.min(delivered, sequence - 1);
    } finally {
      settling.unlock();
    }
  }

  /**
   * Makes durable what must be before a batch from this sequence on is sent. After a crash the
   * server can hold more than is noted, but of no other segment than the one that is not dropped.
   */
  void noteBeforeSending(long first) throws IOException {
    noting.lock();
    try {
      losses.persist();
      if (delivered != deliveredOnDisk
          && !segments
              .holding(first)
              .equals(segments.holding(losses.behind(deliveredOnDisk + 1)))) {
        note(delivered);
      }
    } finally {
      noting.unlock();
    }
  }

  /** Makes the note durable; false when it was. */
  boolean noteDelivered() throws IOException {
    noting.lock();
    try {
      long now = delivered;
      if (now == deliveredOnDisk) {
        return false;
      }
      note(now);
      return true;
    } finally {
      noting.unlock();
    }
  }

  /** Notes for the next start where the lane ends, if it has grown since the last note. */
  void noteEnd() throws IOException {
    noting.lock();
    try {
      if (durable.getAsLong() != durableOnDisk) {
        note(delivered);
      }
    } finally {
      noting.unlock();
    }
  }

  /** What was lost on the way there is not found again once this is noted. */
  private void note(long through) throws IOException {
    long sure = durable.getAsLong();
    losses.persist();
    mark.write(through, sure);
    deliveredOnDisk = through;
    durableOnDisk = sure;
  }

  /** The last sequence that is known to be delivered, also after a crash. */
  long deliveredForSure() {
    return Math.min(delivered, deliveredOnDisk);
  }

  /** The last sequence that was given in the lane. */
  long last() {
    return last.getAsLong();
  }

  /** Makes a change while nothing else is delivered, lost or unlinked. */
  boolean settle(Change change) throws IOException {
    settling.lock();
    try {
      return change.make();
    } finally {
      settling.unlock();
    }
  }

  /** Notes that records are lost, but for those that were delivered. */
  void lose(long first, long through, String reason) {
    lose(first, through, reason, this::thinned);
  }

  /** The same of what was damaged: what had been thinned out of it was told before, and counts. */
  void lose(LaneRecovery.Damage damage) {
    Segments.Range range = damage.range();
    if (range.last() <= delivered) {
      losses.forget(damage.thinned());
    } else {
      lose(range.first(), range.last(), Loss.DAMAGED, (_, _) -> damage.thinned());
    }
  }

  private void lose(long first, long through, String reason, LongBinaryOperator thinned) {
    settling.lock();
    try {
      long from = Math.max(first, delivered + 1);
      if (from <= through) {
        losses.add(loss(from, through, through - from + 1, reason), thinned);
      }
    } finally {
      settling.unlock();
    }
  }

  /** What is lost now. */
  Loss loss(long first, long last, long count, String reason) {
    return new Loss(
        first, last, count, Micros.of(clock.instant()), reason, false, lastEvent.getAsLong());
  }

  /** The sequence itself, or the first behind what was lost there. */
  long behindLosses(long sequence) {
    return losses.behind(sequence);
  }

  /** What was lost and not told yet. */
  List<Loss> untold() {
    settling.lock();
    try {
      return losses.untold();
    } finally {
      settling.unlock();
    }
  }

  void told(List<Loss> told) throws IOException {
    losses.told(told);
    losses.persist();
  }

  void persistLosses() throws IOException {
    losses.persist();
  }

  /** Keeps the number only of what was lost, and told, below what is pending or kept. */
  void forgetLosses() {
    losses.forgetBelow(Math.min(firstKept(), deliveredOnDisk + 1));
  }

  /** The first pending record. */
  long nextToSend() {
    return losses.behind(delivered + 1);
  }

  long firstKept() {
    return segments.firstKept().orElse(last() + 1);
  }

  /**
   * @param made how many records were; nothing is appended meanwhile
   */
  LaneAccount account(long made) {
    settling.lock();
    try {
      Losses.Count gone = losses.count(delivered);
      long lost = gone.through() + thinned(1, delivered);
      long toBeLost = gone.above() + thinned(delivered + 1, Long.MAX_VALUE);
      return new LaneAccount(
          lane, made, delivered - lost, last() - delivered - toBeLost, lost + toBeLost);
    } finally {
      settling.unlock();
    }
  }

  /** How many records were thinned out of the segments in a range, and not counted otherwise. */
  long thinned(long first, long last) {
    return segments.thinned(new Segments.Range(first, last), losses::isCountedBy);
  }
}
