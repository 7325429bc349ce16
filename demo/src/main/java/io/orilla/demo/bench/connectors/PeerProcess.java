package io.orilla.demo.bench.connectors;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A peer in a process of its own, so that what it needs is not counted as ours. It says a line when
 * it is ready, and ends with its standard input.
 */
final class PeerProcess implements AutoCloseable {
  private final Process process;

  private PeerProcess(Process process) {
    this.process = process;
  }

  /** A class of ours. */
  static PeerProcess java(Class<?> main, String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-Xmx512m", main.getName()));
    command.addAll(List.of(arguments));
    return started(new ProcessBuilder(command));
  }

  /** Any program. */
  static PeerProcess program(Path folder, String... command) throws IOException {
    return started(new ProcessBuilder(command).directory(folder.toFile()));
  }

  /** A program that says nothing, and is ready when it listens. */
  static PeerProcess listening(int port, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ReadingNode.await(() -> !process.isAlive() || listens(port), command[0] + " listens");
    if (!process.isAlive()) {
      throw new IllegalStateException(String.join(" ", command) + " ended before it listened");
    }
    return new PeerProcess(process);
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static PeerProcess started(ProcessBuilder builder) throws IOException {
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
      if (line == null) {
        throw new IllegalStateException(builder.command() + " ended before it was ready");
      }
    }
    return new PeerProcess(process);
  }

  /** Asks it to end, so that it keeps what it is to keep. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** Lets it say nothing any more, with its connections open. */
  void fallSilent() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
  }

  /** Kills it, as a power cut would. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
