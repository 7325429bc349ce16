package io.orilla.server.backup;

import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a backup is; written last, so its presence says that the backup is whole. Format: {@code
 * docs/format/backup.md}.
 *
 * @param home of the server: tables name their files by it
 */
public record BackupManifest(int format, String version, Path home, Instant takenAt) {
  static final int FORMAT = 1;
  static final String NAME = "backup.json";

  static BackupManifest read(Path backup) throws IOException {
    try {
      BackupManifest manifest =
          Json.read(Files.readAllBytes(backup.resolve(NAME)), BackupManifest.class);
      if (manifest.format() != FORMAT) {
        throw OrillaException.invalid(
            "the backup %s has format %d, this version reads %d"
                .formatted(backup, manifest.format(), FORMAT));
      }
      return manifest;
    } catch (NoSuchFileException e) {
      throw OrillaException.invalid(
          backup
              + " is no whole backup: "
              + NAME
              + " is missing; name a folder of 'orilla backup'");
    }
  }
}
