package io.orilla.node.journal;

import io.orilla.model.content.Micros;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Disk.DiskFile;
import io.orilla.node.disk.DiskFullException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane of the journal. Appends are ordered by its lock and never fail: while the disk does,
 * records are held in memory, and what is too much for it is dropped by name. What its records
 * refer to is made durable before they are. Thread-safe.
 */
final class LaneJournal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneJournal.class);

  private final Lane lane;
  private final JournalSettings settings;
  private final InstantSource clock;
  private final Segments segments;
  private final DeliveredMark mark;
  private final Losses losses;
  private final Unsynced unsynced = new Unsynced();
  private final Optional<LaneJournal> referredTo;
  private final Space space;

  /**
   * Taken in this order. The file changes under both, what is delivered or dropped under the last.
   */
  private final ReentrantLock appending = new ReentrantLock();

  private final ReentrantLock syncing = new ReentrantLock();
  private final ReentrantLock settling = new ReentrantLock();

  private @Nullable DiskFile file;
  private long madeCount;
  private int link;
  private final long lastWrittenAt;
  private volatile long last;
  private volatile long written;
  private volatile long durable;
  private volatile long delivered;
  private volatile long deliveredOnDisk;
  private volatile long releasable;
  private volatile Optional<String> trouble = Optional.empty();
  private volatile long triedAt;

  /** Where room comes from when the disk is full. */
  @FunctionalInterface
  interface Space {
    /** Gives up something less urgent than this lane's newest; false when there is nothing. */
    boolean free(Lane lane) throws IOException;
  }

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
      Space space)
      throws IOException {
    this.lane = lane;
    this.settings = settings;
    this.clock = clock;
    this.referredTo = referredTo;
    this.space = space;
    this.segments = new Segments(disk, lane, epoch);
    this.mark = new DeliveredMark(disk, lane, epoch);
    this.losses = new Losses(disk, lane, epoch);
    List<Segments.Range> damaged = new ArrayList<>();
    Segments.Tail tail = segments.recover(this::refersToWhatIsThere, losses::behind, damaged);
    this.last = Math.max(tail.lastSequence(), losses.last());
    this.madeCount = tail.made() + last - tail.lastSequence();
    this.link = tail.link();
    this.lastWrittenAt = tail.writtenAt();
    this.written = last;
    this.durable = last;
    long firstKept = firstKept();
    this.delivered = mark.read(firstKept);
    this.deliveredOnDisk = delivered;
    damaged.forEach(range -> lose(range.first(), range.last(), Loss.DAMAGED));
    lose(1, Math.min(last, firstKept - 1), Loss.MISSING);
    this.file = segments.openLast().orElse(null);
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
            .allMatch(prediction -> prediction.consumed().through() <= signals.last());
  }

  /** Takes one block; returns the sequence of its first record. */
  long append(int count, byte[] payload) {
    appending.lock();
    try {
      syncWhatIsTooMuchToHold(payload.length);
      long first = last + 1;
      Block block = Block.following(link, lane, first, count, madeCount + count, now(), payload);
      Optional<String> refusal = refusal(block);
      if (refusal.isPresent()) {
        lose(first, block.lastSequence(), refusal.get());
      } else {
        write(block);
      }
      madeCount = block.made();
      link = block.chain().after();
      last = block.lastSequence();
      return first;
    } finally {
      appending.unlock();
    }
  }

  /** Why a block is not taken. */
  private Optional<String> refusal(Block block) {
    if (trouble.isPresent() && unsynced.bytes() + block.encodedLength() > settings.heldBytes()) {
      return Optional.of(Loss.DISK);
    }
    return isOverWhatItTakes() ? Optional.of(Loss.BUDGET) : Optional.empty();
  }

  private boolean isOverWhatItTakes() {
    LaneBudget budget = settings.budget(lane);
    return budget.policy() == DropPolicy.REFUSE && pendingBytes() >= budget.pending();
  }

  private long pendingBytes() {
    long next = nextToSend();
    return next > last ? 0 : segments.bytesFrom(next);
  }

  private long nextToSend() {
    return losses.behind(delivered + 1);
  }

  private void syncWhatIsTooMuchToHold(int more) {
    if (trouble.isEmpty() && unsynced.bytes() + more > settings.heldBytes()) {
      try {
        sync();
      } catch (OrillaException diskFails) {
        log.debug("The {} lane is held in memory", lane.text(), diskFails);
      }
    }
  }

  private void write(Block block) {
    Unsynced.Entry entry = Unsynced.Entry.of(block);
    unsynced.add(entry);
    if (trouble.isPresent()) {
      return;
    }
    try {
      if (file == null || segments.lastSize() >= settings.segmentBytes()) {
        rotate(block);
      }
      write(entry);
    } catch (IOException e) {
      fail(e);
    } catch (OrillaException e) {
      fail(new IOException(e.text(), e));
    }
  }

  private void write(Unsynced.Entry entry) throws IOException {
    requireFile().append(entry.bytes(), entry.bytes().length);
    segments.grown(segments.lastSize() + entry.bytes().length);
    written = entry.last();
  }

  private DiskFile requireFile() throws IOException {
    DiskFile open = file;
    if (open == null) {
      throw new IOException("no segment is open");
    }
    return open;
  }

  /** Begins the segment of this block, once all before it is durable. */
  private void rotate(Block block) throws IOException {
    referredTo.ifPresent(LaneJournal::sync);
    syncing.lock();
    try {
      DiskFile sealed = file;
      if (sealed != null) {
        makeDurable(sealed, written);
      }
      file = segments.begin(tailBefore(block), now());
      if (sealed != null) {
        sealed.close();
      }
    } finally {
      syncing.unlock();
    }
  }

  private static Segments.Tail tailBefore(Block block) {
    return new Segments.Tail(
        block.firstSequence() - 1, block.made() - block.count(), 0, block.chain().before());
  }

  private void fail(IOException e) {
    if (trouble.isEmpty()) {
      log.error("The {} lane is held in memory, as the disk fails: {}", lane.text(), e.toString());
    }
    trouble = Optional.of(String.valueOf(e.getMessage()));
    triedAt = System.nanoTime();
  }

  /** Makes durable what was taken until now. */
  void sync() {
    long through = last;
    referredTo.ifPresent(LaneJournal::sync);
    if (trouble.isPresent()) {
      begin();
    }
    syncing.lock();
    try {
      if (through > durable) {
        refuseInTrouble();
        makeDurable(file, through);
      }
    } catch (IOException e) {
      fail(e);
      throw unwritable();
    } finally {
      syncing.unlock();
    }
  }

  private void refuseInTrouble() {
    if (trouble.isPresent()) {
      throw unwritable();
    }
  }

  private void makeDurable(@Nullable DiskFile segment, long through) throws IOException {
    if (segment != null) {
      segment.sync();
    }
    losses.persist();
    durable = Math.max(durable, through);
    unsynced.removeThrough(through);
  }

  /**
   * Leaves the segment that failed, as the operating system may have dropped its pages and would
   * not say so again, and writes all that is not durable into a fresh one.
   */
  private void begin() {
    appending.lock();
    syncing.lock();
    try {
      if (trouble.isEmpty()) {
        return;
      }
      if (System.nanoTime() - triedAt < settings.retry().toNanos() / 2) {
        throw unwritable();
      }
      closeSuspect();
      writeUnsynced();
      trouble = Optional.empty();
      log.info("The {} lane is written again", lane.text());
    } catch (IOException e) {
      fail(e);
      throw unwritable();
    } finally {
      syncing.unlock();
      appending.unlock();
    }
  }

  private void closeSuspect() {
    try (DiskFile suspect = file) {
      file = null;
    } catch (IOException e) {
      log.debug("A segment of the {} lane did not close", lane.text(), e);
    }
  }

  private void writeUnsynced() throws IOException {
    while (true) {
      try {
        writeUnsyncedOnce();
        return;
      } catch (DiskFullException e) {
        closeSuspect();
        if (!space.free(lane)) {
          giveUpOr(e);
        }
      }
    }
  }

  private void writeUnsyncedOnce() throws IOException {
    List<Unsynced.Entry> held = unsynced.all();
    if (!held.isEmpty()) {
      file = segments.begin(tailBefore(held.getFirst().block()), now());
      for (Unsynced.Entry entry : held) {
        write(entry);
      }
    }
  }

  /** Where there is no room at all, samples stand back behind what was said of them. */
  private void giveUpOr(DiskFullException e) throws DiskFullException {
    if (lane != Lane.SIGNALS || unsynced.all().isEmpty()) {
      throw e;
    }
    for (Unsynced.Entry entry : unsynced.all()) {
      lose(entry.first(), entry.last(), Loss.FULL);
    }
    unsynced.removeThrough(last);
  }

  /**
   * Notes that the server holds the lane up to a sequence. The note reaches the disk with the next
   * {@link #persistDelivered}.
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
   * Says that a batch from this sequence on is about to be sent. After a crash the server can hold
   * more than is noted, but of no other segment than the one that is not dropped; unless this is
   * false, as the disk does not take the note.
   */
  boolean sending(long first) {
    syncing.lock();
    try {
      losses.persist();
      if (delivered != deliveredOnDisk
          && !segments
              .holding(first)
              .equals(segments.holding(losses.behind(deliveredOnDisk + 1)))) {
        noteDelivered(delivered);
      }
      return true;
    } catch (IOException e) {
      log.warn("How far the {} lane is delivered was not noted: {}", lane.text(), e.toString());
      return false;
    } finally {
      syncing.unlock();
    }
  }

  /** Makes the note durable, then unlinks what is over the budget. */
  void persistDelivered() {
    syncing.lock();
    try {
      long now = delivered;
      if (now != deliveredOnDisk) {
        noteDelivered(now);
        keepWithinBudget();
        losses.forgetBelow(Math.min(firstKept(), now + 1));
      }
    } catch (IOException e) {
      log.warn("How far the {} lane is delivered was not noted: {}", lane.text(), e.toString());
    } finally {
      syncing.unlock();
    }
  }

  /** What was lost on the way there is not found again once this is noted. */
  private void noteDelivered(long through) throws IOException {
    losses.persist();
    mark.write(through);
    deliveredOnDisk = through;
  }

  /** Forgets history and drops pending segments that are over the budget or too old. */
  void keepWithinBudget() throws IOException {
    LaneBudget budget = settings.budget(lane);
    long oldest = now() - TimeUnit.NANOSECONDS.toMicros(budget.age().toNanos());
    while ((segments.bytesFrom(0) - pendingBytes() > budget.history()
            || segments.oldestIsFromBefore(oldest))
        && forgetOldest()) {
      continue;
    }
    while (isTooOld(oldest) && dropOldest(Loss.AGE)) {
      continue;
    }
    while (budget.policy() == DropPolicy.DROP_OLDEST
        && pendingBytes() > budget.pending()
        && dropOldest(Loss.BUDGET)) {
      continue;
    }
  }

  private boolean isTooOld(long oldest) {
    return segments
        .sealedBehind(nextToSend())
        .filter(segment -> segments.endedAt(segment) < oldest)
        .isPresent();
  }

  /** Unlinks the oldest segment if it is delivered and nobody here needs it. */
  boolean forgetOldest() throws IOException {
    return segments.forgetOldest(Math.min(Math.min(delivered, deliveredOnDisk), releasable));
  }

  /**
   * Drops the oldest sealed segment but the one that holds the first pending record: it may be on
   * its way to the server, and is sent again from there under the same numbers.
   */
  boolean dropOldest(String reason) throws IOException {
    settling.lock();
    try {
      Optional<Segments.Range> segment = segments.sealedBehind(nextToSend());
      if (segment.isEmpty()) {
        return false;
      }
      lose(segment.get().first(), segment.get().last(), reason);
      persistLossesIfThereIsRoom();
      segments.unlink(segment.get());
      return true;
    } finally {
      settling.unlock();
    }
  }

  private void persistLossesIfThereIsRoom() throws IOException {
    try {
      losses.persist();
    } catch (DiskFullException e) {
      log.debug("What is dropped is noted once there is room", e);
    }
  }

  /** Notes that records are lost, but for those that were delivered. */
  void lose(long first, long through, String reason) {
    settling.lock();
    try {
      long from = Math.max(first, delivered + 1);
      if (from <= through) {
        losses.add(new Loss(from, through, now(), reason, false, eventsBefore()));
      }
    } finally {
      settling.unlock();
    }
  }

  private long eventsBefore() {
    return lane == Lane.EVENTS ? last : referredTo.map(LaneJournal::eventsBefore).orElse(0L);
  }

  /** What was lost and not told yet. */
  List<Loss> untoldLosses() {
    return losses.untold();
  }

  /** Of these, what does not grow any more. */
  List<Loss> lossesToTell() {
    if (trouble.isPresent()) {
      return List.of();
    }
    boolean refuses = isOverWhatItTakes();
    return losses.untold().stream().filter(loss -> !refuses || loss.last() < last).toList();
  }

  void told(List<Loss> told) throws IOException {
    losses.told(told);
    losses.persist();
  }

  void persistLosses() throws IOException {
    losses.persist();
  }

  /** Says that nobody here needs the records up to a sequence any more, once they are delivered. */
  void release(long through) {
    releasable = through;
  }

  Lane lane() {
    return lane;
  }

  /** The last sequence that was given. */
  long last() {
    return last;
  }

  /** The last sequence that was written; what is above is held in memory while the disk fails. */
  long journalled() {
    return trouble.isPresent() ? written : last;
  }

  long durable() {
    return durable;
  }

  long delivered() {
    return delivered;
  }

  /** What is wrong with the disk, while it does not take this lane's records. */
  Optional<String> trouble() {
    return trouble;
  }

  long firstKept() {
    return segments.firstKept().orElse(last + 1);
  }

  Segments segments() {
    return segments;
  }

  /** The sequence itself, or the first behind what was lost there. */
  long behindLosses(long sequence) {
    return losses.behind(sequence);
  }

  /** The block of a sequence that is in memory alone, or the next behind it. */
  Optional<Block> held(long sequence) {
    return sequence <= written ? Optional.empty() : unsynced.from(sequence);
  }

  long now() {
    return Micros.of(clock.instant());
  }

  long unreadableMicros() {
    return TimeUnit.NANOSECONDS.toMicros(settings.unreadable().toNanos());
  }

  LaneAccount account() {
    appending.lock();
    settling.lock();
    try {
      Losses.Count lost = losses.count(delivered);
      return new LaneAccount(
          lane,
          madeCount,
          delivered - lost.through(),
          last - delivered - lost.above(),
          lost.through() + lost.above());
    } finally {
      settling.unlock();
      appending.unlock();
    }
  }

  private OrillaException unwritable() {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "the %s lane of the journal is held in memory, as the disk fails: %s; check the disk"
            .formatted(lane.text(), trouble.orElse("")));
  }

  /** Makes durable what can be. */
  @Override
  public void close() {
    appending.lock();
    try {
      triedAt -= settings.retry().toNanos();
      sync();
      persistDelivered();
    } catch (OrillaException e) {
      log.error("The {} lane is closed without a part of it: {}", lane.text(), e.text());
    } finally {
      closeSuspect();
      appending.unlock();
    }
  }
}
