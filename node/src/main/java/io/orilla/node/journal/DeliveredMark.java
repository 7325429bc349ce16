package io.orilla.node.journal;

import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a lane is known to have been delivered, in a file of its own. It may lag behind what the
 * server holds: sending again changes nothing.
 */
final class DeliveredMark {
  private final Disk disk;
  private final String name;
  private final JournalEpoch epoch;

  private record Content(@Nullable JournalEpoch epoch, long through) {}

  DeliveredMark(Disk disk, Lane lane, JournalEpoch epoch) {
    this.disk = disk;
    this.name = lane.text() + "/delivered.json";
    this.epoch = epoch;
  }

  /** The last sequence delivered in this epoch; 0 when none is known of. */
  long read() throws IOException {
    Optional<byte[]> bytes = disk.read(name);
    if (bytes.isEmpty()) {
      return 0;
    }
    try {
      Content content = Json.read(bytes.get(), Content.class);
      return epoch.equals(content.epoch()) ? content.through() : 0;
    } catch (OrillaException unreadable) {
      return 0;
    }
  }

  void write(long through) throws IOException {
    disk.replace(name, Json.bytes(new Content(epoch, through)));
  }
}
