package io.orilla.node.journal;

import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.KeptDocument;
import java.io.IOException;
import java.util.Optional;

/**
 * How far a lane is known to have been delivered, and to be durable, in a document of its own. It
 * may lag behind: sending again changes nothing.
 */
final class DeliveredMark {
  private final KeptDocument<Content> document;
  private final JournalEpoch epoch;

  private record Content(JournalEpoch epoch, long through, long durable) {}

  DeliveredMark(Disk disk, Lane lane, JournalEpoch epoch) {
    this.document = new KeptDocument<>(disk, lane.text() + "/delivered", Content.class);
    this.epoch = epoch;
  }

  /**
   * The last sequence delivered in this epoch. When that is damaged it is what is not kept any
   * more: only what was delivered is unlinked, or named.
   */
  long read(long firstKept) throws IOException {
    Optional<Content> content = document.read();
    if (content.isEmpty()) {
      return document.isThere() ? firstKept - 1 : 0;
    }
    return content.filter(this::isOfThisEpoch).map(Content::through).orElse(0L);
  }

  private boolean isOfThisEpoch(Content known) {
    return epoch.equals(known.epoch());
  }

  /** The last sequence that is known to have been durable; 0 when none is. */
  long durable() throws IOException {
    return document.read().filter(this::isOfThisEpoch).map(Content::durable).orElse(0L);
  }

  /**
   * The same where the lane is found up to a sequence. One that ends below what was delivered
   * cannot go on: 0.
   */
  long durable(long found) throws IOException {
    return read(0) > found ? 0 : durable();
  }

  void write(long through, long durable) throws IOException {
    document.write(new Content(epoch, through, durable));
  }
}
