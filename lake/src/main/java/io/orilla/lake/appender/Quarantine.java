package io.orilla.lake.appender;

import io.orilla.lake.disk.Durable;
import io.orilla.lake.inbox.InboxEntry;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for batches that cannot be decoded, named by their inbox offset and node. */
final class Quarantine {
  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

  private final Path folder;

  Quarantine(Path folder) {
    this.folder = folder;
  }

  /** Keeps the batch's bytes durably; doing it again changes nothing. */
  void keep(InboxEntry entry, OrillaException cause) {
    Path file = folder.resolve("%020d-%s.batch".formatted(entry.offset(), entry.node()));
    try {
      Files.createDirectories(folder);
      Durable.write(file, entry.batch());
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot set a batch aside as " + file + ": " + e, e);
    }
    log.error(
        "batch {} of {} cannot be read ({}) and is not in the tables; it is kept as {}",
        entry.offset(),
        entry.node(),
        cause.text(),
        file);
  }
}
