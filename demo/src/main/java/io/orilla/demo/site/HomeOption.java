package io.orilla.demo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --home}: where everything is kept that a run makes. */
public final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "where everything is kept (default: a fresh temporary folder, removed when all went well)")
  private Optional<Path> home = Optional.empty();

  /**
   * The folder that was named, or a new one.
   *
   * @param prefix of the new one's name
   */
  public Path open(String prefix) throws IOException {
    return home.isPresent() ? home.get() : Files.createTempDirectory(prefix);
  }

  /** Removes the folder, unless it was named. */
  public void discard(Path opened) {
    if (home.isEmpty()) {
      Folders.remove(opened);
    }
  }
}
