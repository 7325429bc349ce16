package io.orilla.demo.plant;

import io.orilla.model.error.OrillaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --data}: where recordings of real machines are. */
public final class RecordingsOption {
  private static final Path BESIDE_THE_PROJECT = Path.of("..", "shared", "data");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "folder with recorded machines (default: $ORILLA_DATA, none when that is empty; without it ../shared/data)")
  private Optional<Path> data = Optional.empty();

  /** The folder that was named, or else the one beside the project; nothing where neither is. */
  public Optional<Path> folder() {
    String variable = System.getenv("ORILLA_DATA");
    if (data.isPresent() || variable == null) {
      return data.or(
          () ->
              Optional.of(BESIDE_THE_PROJECT)
                  .filter(folder -> Files.isDirectory(folder.resolve("skab"))));
    }
    return Optional.of(variable).filter(named -> !named.isEmpty()).map(Path::of);
  }

  /**
   * As {@link #folder}.
   *
   * @throws OrillaException INVALID_ARGUMENT when it holds no {@code skab/valve1}
   */
  public Optional<Path> valves() {
    Optional<Path> found = folder();
    found.ifPresent(RecordingsOption::requireValves);
    return found;
  }

  private static void requireValves(Path folder) {
    if (!Files.isDirectory(folder.resolve("skab").resolve("valve1"))) {
      throw OrillaException.invalid(
          "the data folder "
              + folder
              + " has no skab/valve1 with recordings; name another with --data, or set ORILLA_DATA to nothing for the physical model");
    }
  }
}
