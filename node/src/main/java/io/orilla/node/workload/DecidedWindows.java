package io.orilla.node.workload;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.LaneReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which windows have their prediction, by the predictions lane, which alone is true; a document
 * from time to time spares reading it from its beginning. Thread-safe; each seat has one writer.
 */
final class DecidedWindows {
  private static final String NAME = "workloads/decided.json";
  private static final long PREDICTIONS_BETWEEN_CHECKPOINTS = 2_000;

  private final Journal journal;
  private final Documents documents;
  private final Map<Seat, Decided> bySeat = new ConcurrentHashMap<>();
  private final AtomicLong checkpointed = new AtomicLong();

  private record Entry(Seat seat, Decided decided) {}

  /**
   * @param sequence of the predictions lane, up to which the entries count
   */
  private record Checkpoint(JournalEpoch epoch, long sequence, List<Entry> entries) {}

  private DecidedWindows(Journal journal, Documents documents) {
    this.journal = journal;
    this.documents = documents;
  }

  static DecidedWindows load(Journal journal, Documents documents) {
    DecidedWindows decided = new DecidedWindows(journal, documents);
    Optional<Checkpoint> kept = documents.read(NAME, Checkpoint.class);
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
    long limit = journal.journalled(Lane.PREDICTIONS);
    try (LaneReader reader = journal.reader(Lane.PREDICTIONS, from)) {
      for (Optional<Block> block = reader.next(limit);
          block.isPresent();
          block = reader.next(limit)) {
        JsonRecords.decode(block.get().payload(), Prediction.class).forEach(this::note);
      }
    }
  }

  private void note(Prediction prediction) {
    Seat seat = new Seat(prediction.asset(), prediction.output());
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
    if (journal.journalled(Lane.PREDICTIONS) - checkpointed.get()
        >= PREDICTIONS_BETWEEN_CHECKPOINTS) {
      checkpoint();
    }
  }

  /**
   * The sequence is read first: what is newer is found again by following the lane. What the
   * document says is durable in the lane before.
   */
  synchronized void checkpoint() {
    long sequence = journal.journalled(Lane.PREDICTIONS);
    List<Entry> entries =
        bySeat.entrySet().stream()
            .map(entry -> new Entry(entry.getKey(), entry.getValue()))
            .toList();
    journal.sync();
    documents.write(NAME, new Checkpoint(journal.epoch(), sequence, entries));
    checkpointed.set(sequence);
    journal.release(Lane.PREDICTIONS, sequence);
  }
}
