package io.orilla.cli;

import io.orilla.client.OrillaClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orilla backup DIR}. */
@Command(
    name = "backup",
    description = "Copy all that a running server keeps into a folder of its machine.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Mixin private ServerOption server = new ServerOption();

  @Parameters(paramLabel = "DIR", description = "a folder that is empty or not there")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    try (OrillaClient client = server.connect()) {
      client.post("backups", Map.of("folder", folder.toAbsolutePath().normalize().toString()));
    }
    return 0;
  }
}
