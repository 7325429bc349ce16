package io.orilla.connector.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A script of {@code src/test/peer} as a process of its own: a peer that shares no code with us, on
 * Node.js.
 */
public final class NodePeer implements AutoCloseable {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("basedir", "."), "src", "test", "peer");

  private final Process process;

  private NodePeer(Process process) {
    this.process = process;
  }

  /** Skips the test, saying so, where the peer is not installed. */
  public static void assumeInstalled() {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node"))),
        "skipped: Node.js is not installed, so there is no independent peer to try");
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules")),
        "skipped: the peer is not installed; run 'npm ci' in " + SCRIPTS);
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Returns when it serves. The test is skipped where it is not installed.
   *
   * @param folder for what it says
   * @param command the script and its arguments
   */
  public static NodePeer start(Path folder, String... command) throws IOException {
    assumeInstalled();
    Path said = Files.createTempFile(folder, "peer", ".log");
    List<String> words = new ArrayList<>(List.of(command));
    words.addFirst("node");
    Process process =
        new ProcessBuilder(words)
            .directory(SCRIPTS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive() || Files.readString(said).contains("ready"));
    if (!process.isAlive()) {
      throw new IllegalStateException("the peer did not start: " + Files.readString(said));
    }
    return new NodePeer(process);
  }

  /** Kills it, as a power cut would. */
  @Override
  public void close() {
    CompletableFuture<Process> ended = process.onExit();
    process.destroyForcibly();
    ended.join();
  }
}
