package io.orilla.server.backup;

import io.orilla.lake.disk.Durable;
import io.orilla.model.content.Micros;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.store.Database;
import io.orilla.server.store.ServerHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Makes a server's home from a backup. Its desired states begin a new epoch, so that nodes take
 * them over though they know newer ones of the epoch before.
 */
public final class Restore {
  private Restore() {}

  /**
   * @param home that does not exist, or holds nothing; the one that the backup was taken of
   */
  public static BackupManifest into(Path home, Path backup, Instant now) {
    Path target = new ServerHome(home).path();
    try {
      BackupManifest manifest = BackupManifest.read(backup);
      if (!manifest.home().equals(target)) {
        throw OrillaException.invalid(
            "the backup was taken of %s, and its tables name their files by that: restore it there"
                .formatted(manifest.home()));
      }
      requireFree(target);
      Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
      Copies.folder(backup, partial);
      Files.delete(partial.resolve(BackupManifest.NAME));
      beginEpoch(new ServerHome(partial).database(), manifest, now);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      Durable.syncName(target);
      return manifest;
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE, "cannot restore " + backup + ": " + e.getMessage(), e);
    }
  }

  private static void requireFree(Path home) throws IOException {
    if (!Files.exists(home)) {
      return;
    }
    try (Stream<Path> content = Files.list(home)) {
      if (content.anyMatch(file -> !file.endsWith("tmp"))) {
        throw OrillaException.invalid(home + " holds a server; move it away first");
      }
    }
    Files.deleteIfExists(home.resolve("tmp"));
    Files.delete(home);
  }

  /** The time makes epochs rise, also when one backup is restored twice. */
  private static void beginEpoch(Path file, BackupManifest manifest, Instant now) {
    try (Database database = Database.open(file)) {
      database.execute(
          handle -> {
            handle
                .createUpdate(
                    """
                    INSERT INTO desired_epoch (epoch)
                    SELECT CASE WHEN max(epoch) < :now THEN :now ELSE max(epoch) + 1 END
                    FROM desired_epoch
                    """)
                .bind("now", now.getEpochSecond())
                .execute();
            handle
                .createUpdate(
                    "INSERT INTO restored_backup (taken_at, restored_at) VALUES (:taken, :restored)")
                .bind("taken", Micros.of(manifest.takenAt()))
                .bind("restored", Micros.of(now))
                .execute();
          });
    }
  }
}
