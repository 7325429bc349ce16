package io.orilla.node.journal;

import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.disk.Disk;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane of the journal: gives the numbers. Appends are ordered by its lock and never fail until
 * it is closed: while the disk does, records are held in memory, and what is too much for it is
 * dropped by name. What its records refer to is made durable before they are. Thread-safe.
 */
final class LaneJournal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneJournal.class);

  private final Lane lane;
  private final JournalSettings settings;
  private final InstantSource clock;
  private final Optional<LaneJournal> referredTo;
  private final Segments segments;
  private final LaneLedger ledger;
  private final LanePruning pruning;
  private final LaneRetention retention;
  private final LaneWriter writer;

  /** Of the numbers and of what is written. Taken before those of the ledger and the writer. */
  private final ReentrantLock appending = new ReentrantLock();

  private volatile LaneTail tail;
  private final long lastWrittenAt;
  private boolean closed;

  /**
   * @param referredTo the lane whose records this one's refer to
   */
  LaneJournal(
      Disk disk,
      Lane lane,
      JournalEpoch epoch,
      JournalSettings settings,
      InstantSource clock,
      Optional<LaneJournal> referredTo,
      LaneWriter.Space space)
      throws IOException {
    this.lane = lane;
    this.settings = settings;
    this.clock = clock;
    this.referredTo = referredTo;
    Losses losses = new Losses(disk, lane, epoch);
    DeliveredMark mark = new DeliveredMark(disk, lane, epoch);
    LaneRecovery recovery =
        LaneRecovery.run(
            disk, lane, epoch, this::refersToWhatIsThere, losses::behind, mark.durable());
    this.segments = recovery.segments();
    LaneTail found = recovery.tail();
    long durable = mark.durable(found.lastSequence());
    this.lastWrittenAt = found.writtenAt();
    this.tail = found.orLost(Math.max(durable, losses.last()));
    this.ledger =
        new LaneLedger(
            lane, segments, mark, losses, this::last, this::durable, this::lastEvent, clock);
    this.pruning = new LanePruning(lane, segments, losses, ledger);
    LaneThinning thinning = new LaneThinning(lane, segments, losses, ledger, pruning);
    this.retention = new LaneRetention(pruning, thinning, settings.budget(lane), clock);
    this.writer =
        new LaneWriter(
            lane, last(), settings, clock, segments, ledger, this::syncReferredTo, space);
    ledger.lose(found.lastSequence() + 1, durable, Loss.DAMAGED);
    ledger.lose(found.lastSequence() + 1, last(), Loss.DISK);
    recovery.damage().forEach(ledger::lose);
    ledger.lose(1, Math.min(last(), ledger.firstKept() - 1), Loss.MISSING);
  }

  /**
   * After a power cut a prediction can be there whose samples are not: it was synced together with
   * an older one. It was never sent, and is made again. Older blocks need not be looked into.
   */
  private boolean refersToWhatIsThere(Block block) {
    if (lane != Lane.PREDICTIONS || referredTo.isEmpty()) {
      return true;
    }
    LaneJournal signals = referredTo.get();
    return block.writtenAt() < signals.lastWrittenAt
        || JsonRecords.decode(block.payload(), Prediction.class).stream()
            .map(Prediction::consumed)
            .allMatch(consumed -> consumed == null || consumed.through() <= signals.last());
  }

  /** Takes one block; returns the sequence of its first record. */
  long append(int count, byte[] payload) {
    appending.lock();
    try {
      refuseWhenClosed();
      syncWhatIsTooMuchToHold(payload.length);
      LaneTail before = tail;
      long first = before.lastSequence() + 1;
      long made = before.made() + count;
      Block block = Block.following(before.link(), lane, first, count, made, now(), payload);
      Optional<String> refusal = refusal(block);
      if (refusal.isPresent()) {
        ledger.lose(first, block.lastSequence(), refusal.get());
      } else {
        writer.write(block);
      }
      tail = before.after(block);
      return first;
    } finally {
      appending.unlock();
    }
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new CancellationException("the journal is closed: it takes no more records");
    }
  }

  private void syncWhatIsTooMuchToHold(int more) {
    if (!writer.isInTrouble() && !writer.holds(more)) {
      try {
        sync();
      } catch (OrillaException diskFails) {
        log.debug("The {} lane is held in memory", lane.text(), diskFails);
      }
    }
  }

  /** Why a block is not taken. */
  private Optional<String> refusal(Block block) {
    if (writer.isInTrouble() && !writer.holds(block.encodedLength())) {
      return Optional.of(Loss.DISK);
    }
    return retention.refuses() ? Optional.of(Loss.BUDGET) : Optional.empty();
  }

  /**
   * Makes durable what was taken until now.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE while the disk fails
   */
  void sync() {
    long through = last();
    syncReferredTo();
    if (writer.isInTrouble()) {
      writeAnew();
    }
    writer.sync(through);
  }

  private void syncReferredTo() {
    referredTo.ifPresent(LaneJournal::sync);
  }

  private void writeAnew() {
    appending.lock();
    try {
      writer.writeAnew();
    } finally {
      appending.unlock();
    }
  }

  /**
   * Says that a batch from this sequence on is about to be sent; false when that could not be
   * noted.
   */
  boolean sending(long first) {
    return isNoted(() -> ledger.noteBeforeSending(first));
  }

  /** Makes the note of what was delivered durable, then unlinks what is over the budget. */
  void persistDelivered() {
    isNoted(
        () -> {
          if (ledger.noteDelivered()) {
            retention.keepWithinBudget();
            ledger.forgetLosses();
          }
        });
  }

  @FunctionalInterface
  private interface Noting {
    void run() throws IOException;
  }

  private boolean isNoted(Noting noting) {
    try {
      noting.run();
      return true;
    } catch (IOException e) {
      log.warn("How far the {} lane is delivered was not noted: {}", lane.text(), e.toString());
      return false;
    }
  }

  void keepWithinBudget() throws IOException {
    retention.keepWithinBudget();
  }

  /** What was lost, was not told yet, and does not grow any more. */
  List<Loss> lossesToTell() {
    if (writer.isInTrouble()) {
      return List.of();
    }
    boolean refuses = retention.refuses();
    return ledger.untold().stream().filter(loss -> !refuses || loss.last() < last()).toList();
  }

  Lane lane() {
    return lane;
  }

  LaneLedger ledger() {
    return ledger;
  }

  LanePruning pruning() {
    return pruning;
  }

  Segments segments() {
    return segments;
  }

  /** The last sequence that was given. */
  long last() {
    return tail.lastSequence();
  }

  private long lastEvent() {
    return referredTo.map(LaneJournal::lastEvent).orElseGet(this::last);
  }

  /** The last sequence that was written; what is above is held in memory while the disk fails. */
  long journalled() {
    return writer.isInTrouble() ? writer.written() : last();
  }

  long durable() {
    return writer.durable();
  }

  /** What is wrong with the disk, while it does not take this lane's records. */
  Optional<String> trouble() {
    return writer.trouble();
  }

  /** The block of a sequence that is in memory alone, or the next behind it. */
  Optional<Block> held(long sequence) {
    return writer.held(sequence);
  }

  long now() {
    return Micros.of(clock.instant());
  }

  long unreadableMicros() {
    return TimeUnit.NANOSECONDS.toMicros(settings.unreadable().toNanos());
  }

  LaneAccount account() {
    appending.lock();
    try {
      return ledger.account(tail.made());
    } finally {
      appending.unlock();
    }
  }

  /** Makes durable what can be. */
  @Override
  public void close() {
    appending.lock();
    try {
      writer.hurry();
      sync();
      persistDelivered();
      isNoted(ledger::noteEnd);
    } catch (OrillaException e) {
      log.error("The {} lane is closed without a part of it: {}", lane.text(), e.text());
    } finally {
      closed = true;
      writer.close();
      appending.unlock();
    }
  }
}
