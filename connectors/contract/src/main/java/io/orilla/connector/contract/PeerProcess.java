package io.orilla.connector.contract;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A program that plays a peer, as a process of its own. */
public final class PeerProcess implements AutoCloseable {
  private final Process process;

  private PeerProcess(Process process) {
    this.process = process;
  }

  /** Where a program of this name is installed. */
  public static Optional<Path> program(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Returns when it is ready.
   *
   * @param said a file for what it says
   */
  public static PeerProcess start(
      List<String> command, Path folder, Path said, Callable<Boolean> isReady) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !process.isAlive() || isReady.call());
    if (!process.isAlive()) {
      throw new IllegalStateException(command + " did not start: " + Files.readString(said));
    }
    return new PeerProcess(process);
  }

  /** Runs a program to its end. */
  static void run(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command[0] + " failed: " + said);
    }
  }

  /** Asks it to end, so that it keeps what it is to keep. */
  public void stop() {
    process.destroy();
    process.onExit().join();
  }

  public long pid() {
    return process.pid();
  }

  /** Waits until it has ended by itself. */
  public void awaitEnd() {
    process.onExit().join();
  }

  /** Kills it, as a power cut would. */
  @Override
  public void close() {
    CompletableFuture<Process> ended = process.onExit();
    process.destroyForcibly();
    ended.join();
  }
}
