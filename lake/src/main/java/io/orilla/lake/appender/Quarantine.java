package io.orilla.lake.appender;

import io.orilla.lake.inbox.InboxEntry;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for batches that cannot be decoded, named by their inbox offset and node. */
final class Quarantine {
  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

  private final Path folder;

  Quarantine(Path folder) {
    this.folder = folder;
  }

  /** Keeps the batch's bytes durably; doing it again changes nothing. */
  void keep(InboxEntry entry, OrillaException cause) {
    String name = "%020d-%s.batch".formatted(entry.offset(), entry.node());
    try {
      Files.createDirectories(folder);
      Path partial = folder.resolve(name + ".partial");
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(entry.batch());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot set batch " + name + " aside: " + e, e);
    }
    LOG.error(
        "batch {} of {} cannot be read ({}) and is not in the tables; it is kept as {}",
        entry.offset(),
        entry.node(),
        cause.text(),
        folder.resolve(name));
  }
}
