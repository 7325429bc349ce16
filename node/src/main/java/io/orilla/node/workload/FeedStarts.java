package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.KeptDocument;
import io.orilla.node.journal.Journal;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where in the signals lane the evaluator of a seat began. It is durable before the first
 * prediction that names it, so that a restart, and any replay, begins there too.
 */
final class FeedStarts {
  private static final Logger log = LoggerFactory.getLogger(FeedStarts.class);

  private final Journal journal;
  private final Documents documents;

  private record FeedStart(Seat seat, Digest preparation, JournalEpoch epoch, long from) {}

  FeedStarts(Journal journal, Documents documents) {
    this.journal = journal;
    this.documents = documents;
  }

  /**
   * The sequence from which a fresh evaluator of this preparation is to be fed: the one it began
   * with before, as long as that is kept; else, for another preparation, the first after the last
   * decided window; else the next one.
   */
  long of(Seat seat, Digest preparation, Optional<Decided> decided) {
    KeptDocument<FeedStart> document = document(seat);
    Optional<FeedStart> before = document.load();
    long from = Math.max(journal.firstKept(Lane.SIGNALS), choose(before, preparation, decided));
    FeedStart start = new FeedStart(seat, preparation, journal.epoch(), from);
    if (!before.equals(Optional.of(start))) {
      note(document, start);
    }
    return from;
  }

  /** While the disk fails a prediction can name a start that a restart does not know. */
  private void note(KeptDocument<FeedStart> document, FeedStart start) {
    try {
      journal.sync(); // what lies before the start is there when the start is
      document.write(start);
    } catch (IOException | OrillaException e) {
      log.warn("Where {} is fed from was not noted: {}", start.seat(), e.getMessage());
    }
  }

  private long choose(Optional<FeedStart> before, Digest preparation, Optional<Decided> decided) {
    if (before.isEmpty()) {
      return journal.last(Lane.SIGNALS) + 1;
    }
    if (!before.get().epoch().equals(journal.epoch())) {
      return 1;
    }
    if (before.get().preparation().equals(preparation)) {
      return before.get().from();
    }
    return decided
        .filter(last -> last.epoch().equals(journal.epoch()))
        .map(last -> last.through() + 1)
        .orElse(before.get().from());
  }

  /** The seat is empty: who takes it next begins anew. */
  void forget(Seat seat) {
    try {
      document(seat).delete();
    } catch (IOException e) {
      log.warn("Where {} was fed from was not removed: {}", seat, e.getMessage());
    }
  }

  private KeptDocument<FeedStart> document(Seat seat) {
    return documents.kept("workloads/" + seat.fileName(), FeedStart.class);
  }
}
