package io.orilla.connector.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A script of {@code src/test/peer} as a process of its own: a peer that shares no code with us, on
 * Node.js.
 */
public final class NodePeer implements AutoCloseable {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("basedir", "."), "src", "test", "peer");

  private final PeerProcess process;

  private NodePeer(PeerProcess process) {
    this.process = process;
  }

  /** Skips the test, saying so, where the peer is not installed. */
  public static void assumeInstalled() {
    assumeTrue(
        PeerProcess.program("node").isPresent(),
        "skipped: Node.js is not installed, so there is no independent peer to try");
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules")),
        "skipped: the peer is not installed; run 'npm ci' in " + SCRIPTS);
  }

  /** Skips the test, saying so, where what a peer has to be built from was not built. */
  public static void assumeBuilt(String file, String how) {
    assumeInstalled();
    assumeTrue(
        Files.exists(SCRIPTS.resolve("node_modules").resolve(file)),
        "skipped: the peer is not built; run '" + how + "' in " + SCRIPTS);
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
    return new NodePeer(
        PeerProcess.start(words, SCRIPTS, said, () -> Files.readString(said).contains("ready")));
  }

  /** Kills it, as a power cut would. */
  @Override
  public void close() {
    process.close();
  }
}
