package io.orilla.node.workload;

import io.orilla.model.document.Role;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.JsonRecords;
import io.orilla.model.journal.Lane;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.LaneCheckpoints;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which windows have their prediction, by the predictions lane, which alone is true; a document
 * from time to time spares reading it from its beginning. Thread-safe; each seat has one writer.
 */
final class DecidedWindows implements AutoCloseable {
  private static final String NAME = "workloads/decided";
  private static final long PREDICTIONS_BETWEEN_CHECKPOINTS = 2_000;

  private final Journal journal;
  private final LaneCheckpoints<Checkpoint> checkpoints;
  private final Map<Seat, Decided> bySeat = new ConcurrentHashMap<>();

  private record Entry(Seat seat, Decided decided) {}

  /**
   * @param sequence of the predictions lane, up to which the entries count
   */
  private record Checkpoint(JournalEpoch epoch, long sequence, List<Entry> entries) {}

  private DecidedWindows(Journal journal, Documents documents) {
    this.journal = journal;
    this.checkpoints =
        new LaneCheckpoints<>(
            journal,
            Lane.PREDICTIONS,
            PREDICTIONS_BETWEEN_CHECKPOINTS,
            documents.kept(NAME, Checkpoint.class),
            this::checkpoint);
  }

  static DecidedWindows load(Journal journal, Documents documents) {
    DecidedWindows decided = new DecidedWindows(journal, documents);
    Optional<Checkpoint> kept = decided.checkpoints.load();
    kept.ifPresent(
        checkpoint ->
            checkpoint
                .entries()
                .forEach(entry -> decided.bySeat.put(entry.seat(), entry.decided())));
    decided.checkpoints.follow(
        kept.filter(checkpoint -> checkpoint.epoch().equals(journal.epoch()))
            .map(Checkpoint::sequence)
            .orElse(0L),
        decided::note);
    decided.checkpoints.note();
    return decided;
  }

  private void note(Block predictions) {
    JsonRecords.decode(predictions.payload(), Prediction.class).forEach(this::note);
  }

  /** What was answered to a call decides no window. */
  private void note(Prediction prediction) {
    if (prediction.role() == Role.SERVICE) {
      return;
    }
    bySeat.put(Seat.of(prediction), Decided.by(prediction));
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
    checkpoints.change(
        () -> {
          journal.append(prediction);
          note(prediction);
        });
  }

  private Checkpoint checkpoint(long sequence) {
    List<Entry> entries =
        bySeat.entrySet().stream()
            .map(entry -> new Entry(entry.getKey(), entry.getValue()))
            .toList();
    return new Checkpoint(journal.epoch(), sequence, entries);
  }

  @Override
  public void close() {
    checkpoints.close();
  }
}
