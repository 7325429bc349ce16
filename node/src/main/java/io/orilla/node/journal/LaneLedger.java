package io.orilla.node.journal;

import io.orilla.model.content.Micros;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.node.disk.DiskFullException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which records of a lane are delivered, pending or lost, and the unlinking of what need not be
 * kept. Thread-safe.
 */
final class LaneLedger {
  private static final Logger log = LoggerFactory.getLogger(LaneLedger.class);

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
  private volatile long releasable;

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

  /** Says that nobody here needs the records up to a sequence any more, once they are delivered. */
  void release(long through) {
    releasable = through;
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

  /** Unlinks the oldest segment if it is delivered and nobody here needs it. */
  boolean forgetOldest() throws IOException {
    return settle(this::forgetOldestNow);
  }

  private boolean forgetOldestNow() throws IOException {
    Optional<Segments.Range> oldest =
        segments.oldestThrough(Math.min(Math.min(delivered, deliveredOnDisk), releasable));
    if (oldest.isEmpty()) {
      return false;
    }
    long thinned = thinned(oldest.get().first(), oldest.get().last());
    if (thinned > 0) {
      losses.forgetThinned(oldest.get().last(), thinned);
      losses.persist();
    }
    segments.unlink(oldest.get());
    return true;
  }

  /** The pending segments that may be thinned out: whole, and needed by nobody here. */
  List<Segments.Range> thinnable() {
    return segments.wholeBehind(nextToSend()).stream()
        .filter(segment -> segment.last() <= releasable && !losses.hasAnyOf(segment))
        .toList();
  }

  /**
   * Drops the oldest sealed segment but the one that holds the first pending record: it may be on
   * its way to the server, and is sent again from there under the same numbers.
   */
  boolean dropOldest(String reason) throws IOException {
    return settle(() -> dropOldestNow(reason));
  }

  private boolean dropOldestNow(String reason) throws IOException {
    Optional<Segments.Range> segment = segments.sealedBehind(nextToSend());
    if (segment.isEmpty()) {
      return false;
    }
    lose(segment.get().first(), segment.get().last(), reason);
    persistLossesIfThereIsRoom();
    segments.unlink(segment.get());
    persistLossesIfThereIsRoom();
    return true;
  }

  private void persistLossesIfThereIsRoom() throws IOException {
    try {
      losses.persist();
    } catch (DiskFullException e) {
      log.debug("What is dropped of the {} lane is noted once there is room", lane.text(), e);
    }
  }

  /** Notes that records are lost, but for those that were delivered. */
  void lose(long first, long through, String reason) {
    lose(first, through, reason, this::thinned);
  }

  /** The same of what was damaged: what had been thinned out of it was told before, and counts. */
  void lose(Segments.Damage damage) {
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

  private long nextToSend() {
    return losses.behind(delivered + 1);
  }

  long firstKept() {
    return segments.firstKept().orElse(last.getAsLong() + 1);
  }

  long pendingBytes() {
    long next = nextToSend();
    return next > last.getAsLong() ? 0 : segments.bytesFrom(next);
  }

  long historyBytes() {
    return segments.bytesFrom(0) - pendingBytes();
  }

  /** Whether all records of the oldest segment are older than a time. */
  boolean oldestIsFromBefore(long time) {
    return segments.oldestIsFromBefore(time);
  }

  /** Whether all records of the segment that is dropped next are older than a time. */
  boolean pendingIsFromBefore(long time) {
    return segments
        .sealedBehind(nextToSend())
        .filter(segment -> segments.endedAt(segment) < time)
        .isPresent();
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
          lane, made, delivered - lost, last.getAsLong() - delivered - toBeLost, lost + toBeLost);
    } finally {
      settling.unlock();
    }
  }

  private long thinned(long first, long last) {
    return segments.thinned(new Segments.Range(first, last), losses::isCountedBy);
  }
}
