package io.orilla.connector.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orilla.connector.peer.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A mosquitto broker as a process of its own, on the loopback interface. */
public final class Mosquitto implements AutoCloseable {
  private final int port;
  private final int inside;
  private final PeerProcess process;

  private Mosquitto(int port, int inside, PeerProcess process) {
    this.port = port;
    this.inside = inside;
    this.process = process;
  }

  /**
   * Returns when it listens. The test is skipped where mosquitto is not installed.
   *
   * @param port 0 for any
   * @param folder for its configuration
   * @param settings lines of mosquitto.conf beside the listener's
   */
  public static Mosquitto start(int port, Path folder, String... settings) throws IOException {
    int bound = port == 0 ? FreePort.find() : port;
    return start(bound, bound, folder, settings);
  }

  private static Mosquitto start(int port, int inside, Path folder, String... settings)
      throws IOException {
    Optional<Path> program = PeerProcess.program("mosquitto");
    assumeTrue(
        program.isPresent(),
        "skipped: mosquitto is not installed (Debian: apt-get install mosquitto)");
    List<String> lines = new ArrayList<>(List.of("per_listener_settings true"));
    lines.add("listener " + port + " 127.0.0.1");
    lines.addAll(List.of(settings));
    if (Stream.of(settings).noneMatch(line -> line.startsWith("allow_anonymous"))) {
      lines.add("allow_anonymous true");
    }
    lines.add("max_queued_messages 0");
    lines.add("log_dest stderr");
    if (System.getProperty("user.name").equals("root")) {
      lines.add("user root");
    }
    Path configuration = Files.createTempFile(folder, "mosquitto", ".conf");
    Files.write(configuration, lines);
    Path said = Files.createTempFile(folder, "mosquitto", ".log");
    List<String> command =
        List.of(program.orElseThrow().toString(), "-c", configuration.toString());
    PeerProcess process =
        PeerProcess.start(command, folder, said, () -> listens(port) && listens(inside));
    return new Mosquitto(port, inside, process);
  }

  /**
   * One that asks who comes, or shows a certificate, and has another door inside for those who play
   * its publishers.
   */
  public static Mosquitto guarded(int port, Path folder, String... settings) throws IOException {
    int inside = FreePort.find();
    List<String> lines = new ArrayList<>(List.of(settings));
    lines.addAll(List.of("listener " + inside + " 127.0.0.1", "allow_anonymous true"));
    int bound = port == 0 ? FreePort.find() : port;
    return start(bound, inside, folder, lines.toArray(String[]::new));
  }

  /** Asks for this user alone. */
  public static Mosquitto asking(int port, Path folder, String user, String password)
      throws IOException, InterruptedException {
    Path passwords = Files.createTempFile(folder, "mosquitto", ".passwords");
    PeerProcess.run(folder, "mosquitto_passwd", "-b", "-c", passwords.toString(), user, password);
    return guarded(port, folder, "allow_anonymous false", "password_file " + passwords);
  }

  public static Mosquitto showing(int port, Path folder, PeerCertificate certificate)
      throws IOException {
    return guarded(
        port,
        folder,
        "allow_anonymous true",
        "certfile " + certificate.certificate(),
        "keyfile " + certificate.key());
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** Where nobody is asked who he is. */
  public int inside() {
    return inside;
  }

  /** Asks it to end, so that it keeps what it is to keep. */
  public void stop() {
    process.stop();
  }

  /** Kills it, as a power cut would. */
  @Override
  public void close() {
    process.close();
  }
}
