package io.orilla.connector.opcua;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** {@code src/test/peer/server.js} as a process of its own. */
final class NodeOpcuaPeer implements AutoCloseable {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("basedir", "."), "src", "test", "peer");

  private final Process process;

  private NodeOpcuaPeer(Process process) {
    this.process = process;
  }

  /** Skips the test, saying so, where the peer is not installed. */
  static void assumeInstalled() {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node"))),
        "skipped: Node.js is not installed, so there is no independent OPC UA server to try");
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules")),
        "skipped: node-opcua is not installed; run 'npm ci' in " + SCRIPTS);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Returns when it serves.
   *
   * @param folder where it keeps its keys
   * @param first what it counts on from
   */
  static NodeOpcuaPeer start(int port, Path folder, int first) throws IOException {
    Path said = Files.createTempFile(folder, "peer", ".log");
    Process process =
        new ProcessBuilder(
                "node", "server.js", "" + port, folder.resolve("keys").toString(), "" + first)
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
    return new NodeOpcuaPeer(process);
  }

  /** Kills it, as a power cut would. */
  @Override
  public void close() {
    CompletableFuture<Process> ended = process.onExit();
    process.destroyForcibly();
    ended.join();
  }
}
