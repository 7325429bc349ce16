package io.orilla.node;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which node of this machine is meant. */
final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      required = true,
      description = "the folder of all that the node keeps")
  private Path home = Path.of("");

  Path path() {
    return home.toAbsolutePath().normalize();
  }
}
