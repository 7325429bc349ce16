package io.orilla.cli;

import io.orilla.server.backup.BackupManifest;
import io.orilla.server.backup.Restore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orilla restore DIR --home HOME}. */
@Command(
    name = "restore",
    description = {
      "Make a server's home from a backup, where the server had it.",
      "Afterwards revoke again what was revoked since the backup was taken."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "what 'orilla backup' made")
  private Path backup = Path.of("");

  @Option(names = "--home", paramLabel = "HOME", required = true, description = "the server's")
  private Path home = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    BackupManifest restored = Restore.into(home, backup, Instant.now());
    spec.commandLine()
        .getOut()
        .println(
            "Restored as of "
                + restored.takenAt()
                + "; start it with 'orilla server --home "
                + home
                + "'");
    return 0;
  }
}
