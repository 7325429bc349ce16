package io.orilla.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of recorded machines; it lies beside the project and is not part of it. */
final class RecordedMachines {
  private RecordedMachines() {}

  /** Skips the test, saying so, where the recordings are not there. */
  static Path require() {
    String variable = System.getenv("ORILLA_DATA");
    Path folder =
        variable != null && !variable.isEmpty()
            ? Path.of(variable)
            : Launcher.ROOT.resolve("../shared/data").normalize();
    assumeTrue(
        Files.isDirectory(folder.resolve("skab/valve1")),
        "no recordings at " + folder + ": set ORILLA_DATA");
    return folder;
  }
}
