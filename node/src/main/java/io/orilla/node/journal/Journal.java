package io.orilla.node.journal;

import io.orilla.model.content.Micros;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.LaneAccount;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.Sample;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.FencedDisk;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the node keeps and sends: three lanes of numbered records. A record is <em>journalled</em>
 * when its append returns (it survives a kill) and <em>durable</em> when it is synced (it survives
 * a power cut). Once it is closed it takes and writes nothing any more: an append throws a {@link
 * CancellationException}. Format: {@code docs/format/journal.md}. Thread-safe.
 */
public final class Journal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private final FencedDisk disk;
  private final JournalEpoch epoch;
  private final Lanes lanes;
  private final RecentSamples recent;
  private final GroupSync groupSync;
  private final LossTeller teller;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Opens the journal, or begins one. Torn tails are cut; when the server holds more of a lane than
   * was left here, a new epoch begins, as numbers must not be given twice.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE when the disk does not let it
   */
  public static Journal open(
      Disk disk, JournalSettings settings, InstantSource clock, EpochSource epochs) {
    try {
      EpochFile file = EpochFile.readOrBegin(disk, epochs);
      Journal journal = new Journal(disk, file.epoch(), settings, clock);
      if (journal.lanes.lackWhatIsDelivered()) {
        journal.close();
        return renewed(disk, settings, clock, epochs, "records were lost from the disk");
      }
      journal.begin(file);
      return journal;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Gives up the epoch and with it what was not delivered, and opens the journal under a new one;
   * its first records name what was given up. For when the server refuses the epoch.
   */
  public static Journal renewed(
      Disk disk, JournalSettings settings, InstantSource clock, EpochSource epochs, String reason) {
    try {
      JournalEpoch old = EpochFile.readOrBegin(disk, epochs).epoch();
      try (Journal journal = new Journal(disk, old, settings, clock)) {
        EpochFile.renew(disk, epochs, journal.teller.givenUp(Micros.of(clock.instant()), reason));
      }
      return open(disk, settings, clock, epochs);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Journal(Disk shared, JournalEpoch epoch, JournalSettings settings, InstantSource clock)
      throws IOException {
    this.disk = new FencedDisk(shared);
    this.epoch = epoch;
    this.lanes = new Lanes(disk, epoch, settings, clock);
    lanes.of(Lane.EVENTS).pruning().release(Long.MAX_VALUE);
    this.recent = new RecentSamples(lanes.of(Lane.SIGNALS));
    this.groupSync = new GroupSync(lanes, settings, this::keepHouse);
    this.teller = new LossTeller(lanes.all(), lanes.of(Lane.EVENTS), this::append);
  }

  /** After each sync: budgets, and what is to be told of losses. */
  private void keepHouse() {
    try {
      lanes.keepWithinBudgets();
      teller.tell();
    } catch (IOException e) {
      log.warn("The journal is tidied later, as the disk fails: {}", e.toString());
    }
  }

  private void begin(EpochFile file) throws IOException {
    try {
      if (last(Lane.EVENTS) == 0 && !file.givenUp().isEmpty()) {
        append(file.givenUp());
      }
      teller.recallTold();
      groupSync.written(Lane.EVENTS);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  public JournalEpoch epoch() {
    return epoch;
  }

  /** Journals events in one block; returns the first one's sequence. */
  public long append(List<Event> events) {
    return append(Lane.EVENTS, events.size(), JsonRecords.encode(events));
  }

  public long append(Event event) {
    return append(List.of(event));
  }

  public long append(Prediction prediction) {
    return appendPredictions(List.of(prediction));
  }

  /** Journals predictions in one block; returns the first one's sequence. */
  public long appendPredictions(List<Prediction> predictions) {
    return append(Lane.PREDICTIONS, predictions.size(), JsonRecords.encode(predictions));
  }

  /** Journals samples in one block, in this order; returns the first one's sequence. */
  public long appendSamples(List<Sample> samples) {
    byte[] payload = SampleRecords.encode(samples);
    long first =
        recent.append(samples, () -> lanes.of(Lane.SIGNALS).append(samples.size(), payload));
    groupSync.written(Lane.SIGNALS);
    return first;
  }

  private long append(Lane lane, int count, byte[] payload) {
    long first = lanes.of(lane).append(count, payload);
    groupSync.written(lane);
    return first;
  }

  /**
   * Makes durable what was taken until now, in all lanes.
   *
   * @throws OrillaException STORAGE_UNAVAILABLE while the disk fails
   */
  public void sync() {
    groupSync.sync(Lane.PREDICTIONS);
    keepHouse();
  }

  /** Reads a lane from a sequence on. */
  public LaneReader reader(Lane lane, long from) {
    return new LaneReader(lanes.of(lane), from, (first, last, reason) -> {});
  }

  /** As {@link #reader}, for what is sent: what it does not find is named as lost. */
  public LaneReader deliveryReader(Lane lane, long from) {
    return new LaneReader(
        lanes.of(lane),
        from,
        (first, last, reason) -> {
          log.error("The {} lane lost its records {} to {}: {}", lane.text(), first, last, reason);
          lanes.of(lane).ledger().lose(first, last, reason);
          groupSync.written(Lane.EVENTS);
        });
  }

  /** Follows the signals lane from a sequence on, as it grows. */
  public SampleReader sampleReader(long from) {
    return new SampleReader(recent, reader(Lane.SIGNALS, from));
  }

  /** As {@link #sampleReader}, from so many samples before the last, as far as they are kept. */
  public SampleReader latestSamples(long count) {
    return sampleReader(Math.max(firstKept(Lane.SIGNALS), journalled(Lane.SIGNALS) - count));
  }

  /** The last sequence that was given to a record. */
  public long last(Lane lane) {
    return lanes.of(lane).last();
  }

  /** The last sequence that was written: it survives a kill. */
  public long journalled(Lane lane) {
    return lanes.of(lane).journalled();
  }

  /** What is wrong with the disk, while a lane is held in memory. */
  public Optional<String> trouble(Lane lane) {
    return lanes.of(lane).trouble();
  }

  public long durable(Lane lane) {
    return lanes.of(lane).durable();
  }

  public long delivered(Lane lane) {
    return lanes.of(lane).ledger().delivered();
  }

  /** The oldest sequence that can still be read. */
  public long firstKept(Lane lane) {
    return lanes.of(lane).ledger().firstKept();
  }

  /** Where to read from for what was journalled at a time and later; there may be older ones. */
  public long firstKeptAround(Lane lane, long time) {
    return lanes.of(lane).segments().writtenAt(time).orElse(last(lane) + 1);
  }

  /** Rings whenever more became durable, in any lane. */
  public Bell durableBell() {
    return groupSync.bell();
  }

  /** Notes that the server holds a lane durably up to a sequence. */
  public void delivered(Lane lane, long through) {
    if (through > last(lane)) {
      throw new OrillaException(
          ErrorCode.EPOCH_CONFLICT,
          "the server holds the "
              + lane.text()
              + " lane up to "
              + through
              + ", this journal was only at "
              + last(lane)
              + ": a new epoch must begin");
    }
    lanes.of(lane).ledger().delivered(through);
  }

  /**
   * Says that a batch of a lane, from this sequence on, is about to be sent; false when that could
   * not be noted, so that a crash can lead to records being named as dropped that were not.
   */
  public boolean sending(Lane lane, long first) {
    return lanes.of(lane).sending(first);
  }

  /**
   * Notes that the server no longer holds a lane from a sequence on, so that it is sent again, or
   * named as dropped where it cannot be.
   *
   * @throws OrillaException EPOCH_CONFLICT when the records are no longer kept here
   */
  public void deliveredOnlyBefore(Lane lane, long sequence) {
    lanes.of(lane).ledger().deliveredOnlyBefore(sequence);
    if (sequence < firstKept(lane) || lanes.of(lane).ledger().behindLosses(sequence) > sequence) {
      throw new OrillaException(
          ErrorCode.EPOCH_CONFLICT,
          "the server lost the "
              + lane.text()
              + " lane from "
              + sequence
              + " on, and here it is kept from "
              + firstKept(lane)
              + " only: a new epoch must begin");
    }
  }

  /** Makes the notes of what was delivered durable, and unlinks history over its budget. */
  public void persistDelivered() {
    lanes.all().forEach(LaneJournal::persistDelivered);
  }

  /**
   * Says that the node itself needs no record of the lane up to {@code through} any more; they stay
   * until they are delivered and the history's budget asks for their space.
   */
  public void release(Lane lane, long through) {
    lanes.of(lane).pruning().release(through);
  }

  public LaneAccount account(Lane lane) {
    return lanes.of(lane).account();
  }

  public List<LaneAccount> accounts() {
    return lanes.all().stream().map(LaneJournal::account).toList();
  }

  private static OrillaException unusable(IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "cannot open the journal: " + e.getMessage() + "; check the folder's disk and owner",
        e);
  }

  /** Syncs everything and closes; whoever works on leaves the disk alone. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try (disk) {
      groupSync.close();
      recent.close();
      lanes.close();
    }
  }
}
