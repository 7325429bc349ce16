package io.orilla.server.backup;

import io.orilla.lake.appender.Appender;
import io.orilla.lake.disk.Durable;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.journal.JournalGate;
import io.orilla.server.store.ServerHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Copies all that a running server keeps, as of one moment: what the nodes were told is held is in
 * the copy's inbox or in its tables, and no record in both.
 */
public final class Backups {
  private final ServerHome home;
  private final String version;
  private final Appender appender;
  private final JournalGate gate;
  private final InstantSource clock;

  public Backups(
      ServerHome home, String version, Appender appender, JournalGate gate, InstantSource clock) {
    this.home = home;
    this.version = version;
    this.appender = appender;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * Takes a backup; nodes wait while the database and the inbox are copied, the tables stand still
   * until they are.
   *
   * @param folder that does not exist yet, or is empty
   */
  public synchronized BackupManifest take(Path folder) {
    try {
      requireEmpty(folder);
      Files.createDirectories(folder);
      ServerHome to = new ServerHome(folder.toRealPath());
      BackupManifest manifest =
          new BackupManifest(
              BackupManifest.FORMAT,
              version,
              home.path(),
              clock.instant().truncatedTo(ChronoUnit.MICROS));
      appender.paused(() -> copyMoment(to));
      Copies.unchanging(home.blobs(), to.blobs());
      Copies.folder(home.authority(), to.authority());
      Copies.folder(home.quarantine(), to.quarantine());
      Durable.write(to.path().resolve(BackupManifest.NAME), Json.bytes(manifest));
      return manifest;
    } catch (IOException | UncheckedIOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "the backup to " + folder + " failed: " + e.getMessage() + "; remove what is there of it",
          e);
    }
  }

  /**
   * What is named is copied after what names it: documents name snapshots and blobs, the catalog
   * names files. The tables' entries are at most those of the inbox, since nobody commits.
   */
  private void copyMoment(ServerHome to) {
    gate.whileClosed(
        () ->
            unchecked(
                () -> {
                  Copies.database(home.database(), to.database());
                  Copies.folder(home.inbox(), to.inbox());
                }));
    unchecked(
        () -> {
          Copies.database(home.catalog(), to.catalog());
          Copies.unchanging(home.warehouse(), to.warehouse());
        });
  }

  private interface Copying {
    void run() throws IOException;
  }

  private static void unchecked(Copying copying) {
    try {
      copying.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!folder.isAbsolute()) {
      throw OrillaException.invalid("folder: give an absolute path on the server's machine");
    }
    if (Files.exists(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw OrillaException.invalid(folder + " is not empty; name a folder for this backup");
        }
      }
    }
  }
}
