package io.orilla.node.journal;

import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.KeptDocument;
import java.io.IOException;
import java.util.Optional;

/**
 * How far a lane is known to have been delivered, in a document of its own. It may lag behind what
 * the server holds: sending again changes nothing.
 */
final class DeliveredMark {
  private final KeptDocument<Content> document;
  private final JournalEpoch epoch;

  private record Content(JournalEpoch epoch, long through) {}

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
    return content.filter(known -> epoch.equals(known.epoch())).map(Content::through).orElse(0L);
  }

  void write(long through) throws IOException {
    document.write(new Content(epoch, through));
  }
}
