package io.orilla.node.workload;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.KeptDocument;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.LaneReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which windows have their prediction, by the predictions lane, which alone is true; a document
 * from time to time spares reading it from its beginning. Thread-safe; each seat has one writer.
 */
final class DecidedWindows {
  private static final Logger log = LoggerFactory.getLogger(DecidedWindows.class);
  private static final String NAME = "workloads/decided";
  private static final long PREDICTIONS_BETWEEN_CHECKPOINTS = 2_000;

  private final Journal journal;
  private final KeptDocument<Checkpoint> document;
  private final Map<Seat, Decided> bySeat = new ConcurrentHashMap<>();
  private final AtomicLong checkpointed = new AtomicLong();

  private record Entry(Seat seat, Decided decided) {}

  /**
   * @param sequence of the predictions lane, up to which the entries count
   */
  private record Checkpoint(JournalEpoch epoch, long sequence, List<Entry> entries) {}

  private DecidedWindows(Journal journal, Documents documents) {
    this.journal = journal;
    this.document = documents.kept(NAME, Checkpoint.class);
  }

  static DecidedWindows load(Journal journal, Documents documents) {
    DecidedWindows decided = new DecidedWindows(journal, documents);
    Optional<Checkpoint> kept = decided.document.load();
    kept.ifPresent(
        checkpoint ->
            checkpoint
                .entries()
                .forEach(entry -> decided.bySeat.put(entry.seat(), entry.decided())));
    decided.follow(
        kept.filter(checkpoint -> checkpoint.epoch().equals(journal.epoch()))
            .map(Checkpoint::sequence)
            .orElse(0L));
    decided.checkpoint();
    return decided;
  }

  private void follow(long after) {
    long from = Math.max(after + 1, journal.firstKept(Lane.PREDICTIONS));
    long limit = journal.last(Lane.PREDICTIONS);
    try (LaneReader reader = journal.reader(Lane.PREDICTIONS, from)) {
      for (Optional<Block> block = reader.next(limit);
          block.isPresent();
          block = reader.next(limit)) {
        JsonRecords.decode(block.get().payload(), Prediction.class).forEach(this::note);
      }
    }
  }

  private void note(Prediction prediction) {
    Seat seat = Seat.of(prediction);
    bySeat.compute(seat, (key, before) -> Decided.by(prediction, before != null && before.alarm()));
  }

  Optional<Decided> of(Seat seat) {
    return Optional.ofNullable(bySeat.get(seat));
  }

  /** All seats that ever decided a window. */
  Set<Seat> seats() {
    return Set.copyOf(bySeat.keySet());
  }

  /** Journals a prediction, and with it that its window is decided. */
  void journal(Prediction prediction) {
    journal.append(prediction);
    note(prediction);
    if (journal.last(Lane.PREDICTIONS) - checkpointed.get() >= PREDICTIONS_BETWEEN_CHECKPOINTS) {
      checkpoint();
    }
  }

  /**
   * The sequence is read first: what is newer is found again by following the lane. What the
   * document says is durable in the lane before; while the disk fails it stays as it is. The
   * journal keeps what is newer than the copy before.
   */
  synchronized void checkpoint() {
    long sequence = journal.last(Lane.PREDICTIONS);
    List<Entry> entries =
        bySeat.entrySet().stream()
            .map(entry -> new Entry(entry.getKey(), entry.getValue()))
            .toList();
    try {
      journal.sync();
      document.write(new Checkpoint(journal.epoch(), sequence, entries));
      journal.release(Lane.PREDICTIONS, checkpointed.get());
    } catch (IOException | OrillaException e) {
      log.warn("Which windows are decided is noted later: {}", e.getMessage());
    }
    checkpointed.set(sequence);
  }
}
