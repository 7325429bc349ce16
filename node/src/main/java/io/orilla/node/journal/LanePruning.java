package io.orilla.node.journal;

import io.orilla.model.journal.Lane;
import io.orilla.node.disk.DiskFullException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unlinks a lane's oldest segments, of what is delivered and of what is pending. Thread-safe. */
final class LanePruning {
  private static final Logger log = LoggerFactory.getLogger(LanePruning.class);

  private final Lane lane;
  private final Segments segments;
  private final Losses losses;
  private final LaneLedger ledger;
  private volatile long releasable;

  LanePruning(Lane lane, Segments segments, Losses losses, LaneLedger ledger) {
    this.lane = lane;
    this.segments = segments;
    this.losses = losses;
    this.ledger = ledger;
  }

  /** Says that nobody here needs the records up to a sequence any more, once they are delivered. */
  void release(long through) {
    releasable = through;
  }

  /** Unlinks the oldest segment if it is delivered and nobody here needs it. */
  boolean forgetOldest() throws IOException {
    return ledger.settle(this::forgetOldestNow);
  }

  private boolean forgetOldestNow() throws IOException {
    Optional<Segments.Range> oldest =
        segments.oldestThrough(Math.min(ledger.deliveredForSure(), releasable));
    if (oldest.isEmpty()) {
      return false;
    }
    long thinned = ledger.thinned(oldest.get().first(), oldest.get().last());
    if (thinned > 0) {
      losses.forgetThinned(oldest.get().last(), thinned);
      losses.persist();
    }
    segments.unlink(oldest.get());
    return true;
  }

  /** The pending segments that may be thinned out: whole, and needed by nobody here. */
  List<Segments.Range> thinnable() {
    return segments.wholeBehind(ledger.nextToSend()).stream()
        .filter(segment -> segment.last() <= releasable && !losses.hasAnyOf(segment))
        .toList();
  }

  /**
   * Drops the oldest sealed segment but the one that holds the first pending record: it may be on
   * its way to the server, and is sent again from there under the same numbers.
   */
  boolean dropOldest(String reason) throws IOException {
    return ledger.settle(() -> dropOldestNow(reason));
  }

  private boolean dropOldestNow(String reason) throws IOException {
    Optional<Segments.Range> segment = segments.sealedBehind(ledger.nextToSend());
    if (segment.isEmpty()) {
      return false;
    }
    ledger.lose(segment.get().first(), segment.get().last(), reason);
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

  long pendingBytes() {
    long next = ledger.nextToSend();
    return next > ledger.last() ? 0 : segments.bytesFrom(next);
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
        .sealedBehind(ledger.nextToSend())
        .filter(segment -> segments.endedAt(segment) < time)
        .isPresent();
  }
}
