package io.orilla.demo.site;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ParentPipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One of our programs as a process: started through the launcher, ended with this one, its output
 * in a file. It can be killed and started again.
 */
public final class Program implements Running, AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final String name;
  private final List<String> command;
  private final Path readyFile;
  private final Path log;
  private Process process;
  private long peakMemoryBytes;

  private Program(String name, List<String> command, Path readyFile, Path log) {
    this.name = name;
    this.command = command;
    this.readyFile = readyFile;
    this.log = log;
    this.process = launch();
  }

  /**
   * Starts a program; it may not be ready yet.
   *
   * @param readyFile what the program writes when it is ready
   */
  public static Program start(String name, List<String> arguments, Path readyFile, Path log) {
    List<String> command = new ArrayList<>(launcher());
    command.addAll(arguments);
    return new Program(name, command, readyFile, log);
  }

  /**
   * How this installation starts a program: the launcher script, or this JVM with its own class
   * path, which goes into the environment: command lines stay short (decision 9).
   */
  private static List<String> launcher() {
    String script = System.getProperty("orilla.launcher");
    if (script != null) {
      return List.of(script);
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java, "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "io.orilla.cli.Main");
  }

  private Process launch() {
    try {
      Files.deleteIfExists(readyFile);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().put(ParentPipe.VARIABLE, "1");
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /** Waits until the program says that it is ready; answers what it says of itself. */
  public JsonNode awaitReady() {
    Instant deadline = Instant.now().plus(START_TIMEOUT);
    while (!Files.exists(readyFile)) {
      if (!process.isAlive()) {
        throw new OrillaException(
            ErrorCode.INTERNAL_ERROR,
            name
                + " ended with exit code "
                + process.exitValue()
                + " before it was ready:\n"
                + lastLines());
      }
      if (Instant.now().isAfter(deadline)) {
        throw new OrillaException(
            ErrorCode.INTERNAL_ERROR,
            name + " was not ready within " + START_TIMEOUT.toSeconds() + " s:\n" + lastLines());
      }
      pause();
    }
    return description();
  }

  @Override
  public JsonNode description() {
    try {
      return Json.read(Files.readAllBytes(readyFile), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pause() {
    try {
      process.waitFor(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR, "interrupted while waiting for " + name, e);
    }
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.stream().skip(Math.max(0, lines.size() - 20)).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "(no output at " + log + ")";
    }
  }

  @Override
  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** {@code kill -9}; returns when the process is gone. */
  public void kill() {
    notePeakMemory();
    process.destroyForcibly();
    awaitExit(10);
  }

  /** Starts the program again with the same arguments. */
  public void restart() {
    process = launch();
  }

  /** The most resident memory any of its processes had, as far as seen. */
  public long peakMemoryBytes() {
    notePeakMemory();
    return peakMemoryBytes;
  }

  private void notePeakMemory() {
    peakMemoryBytes = Math.max(peakMemoryBytes, new ProcessMeter(process.pid()).peakBytes());
  }

  @Override
  public void close() {
    notePeakMemory();
    process.destroy();
    if (!awaitExit(8)) {
      process.destroyForcibly();
      awaitExit(5);
    }
  }

  /** Waits until it ends by itself; answers its exit code. */
  public int awaitEnd(Duration limit) {
    if (!awaitExit((int) limit.toSeconds())) {
      close();
      throw new OrillaException(
          ErrorCode.INTERNAL_ERROR,
          name + " did not end within " + limit.toSeconds() + " s:\n" + lastLines());
    }
    return process.exitValue();
  }

  private boolean awaitExit(int seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
