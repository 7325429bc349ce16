package io.orilla.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./orilla} as a user would. */
final class Launcher {
  static final Path ROOT =
      Path.of(System.getProperty("orilla.root", "..")).toAbsolutePath().normalize();

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>(Map.of("ORILLA_BUILT", "1"));

  /**
   * @param folder where output is kept
   */
  Launcher(Path folder) {
    this.folder = folder;
  }

  Launcher with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What a command came to. */
  record Outcome(int exitCode, String output) {}

  /** Runs a command to its end. */
  Outcome run(int seconds, String... arguments) {
    Running running = start(arguments);
    try {
      if (!running.process.waitFor(seconds, TimeUnit.SECONDS)) {
        running.process.destroyForcibly();
        throw new AssertionError(
            "orilla "
                + List.of(arguments)
                + " did not end within "
                + seconds
                + " s:\n"
                + running.output());
      }
      return new Outcome(running.process.exitValue(), running.output());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A command that runs. */
  record Running(Process process, Path outputFile) {
    String output() {
      try {
        return Files.readString(outputFile);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Running start(String... arguments) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("orilla").toString()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(folder, "output-", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      return new Running(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
