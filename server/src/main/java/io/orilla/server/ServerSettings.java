package io.orilla.server;

import io.orilla.model.error.OrillaException;
import io.orilla.server.store.ServerHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a server is set up.
 *
 * @param home all it keeps
 * @param names host names and addresses by which nodes reach this server, as join tokens name them
 * @param commitInterval how often the appender commits what came in to the lake
 * @param worker command line that a task's folder is appended to
 * @param console folder of the built console, served at {@code /}
 */
public record ServerSettings(
    ServerHome home,
    Listeners listeners,
    List<String> names,
    Duration commitInterval,
    List<String> worker,
    Optional<Path> console) {
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost");

  public ServerSettings {
    names = List.copyOf(names);
    worker = List.copyOf(worker);
    if (!commitInterval.isPositive()) {
      throw OrillaException.invalid("the commit interval must be longer than nothing, as 10s");
    }
    if (names.isEmpty()) {
      throw OrillaException.invalid("name at least one host by which nodes reach this server");
    }
  }

  /**
   * Where people and nodes reach a server.
   *
   * @param host address of the people's listener
   * @param port of the people's listener; 0 for any free one
   * @param nodeHost address of the nodes' listener
   * @param nodePort of the nodes' listener; 0 for any free one
   * @param forwardedPort under which nodes reach that listener, where another is forwarded to it; 0
   *     where none is
   */
  public record Listeners(
      String host, int port, String nodeHost, int nodePort, int forwardedPort) {}

  public static ServerSettings at(Path home) {
    return new ServerSettings(
        new ServerHome(home),
        new Listeners("127.0.0.1", 8420, "0.0.0.0", 8421, 0),
        List.of("127.0.0.1"),
        Duration.ofSeconds(10),
        sameProgram(),
        Optional.ofNullable(System.getProperty("orilla.console")).map(Path::of));
  }

  /**
   * By default a worker is the same program, started again: through the launcher, or by this JVM,
   * with our class path from its environment (a worker's command line must stay short).
   */
  private static List<String> sameProgram() {
    String launcher = System.getProperty("orilla.launcher");
    if (launcher != null) {
      return List.of(launcher, "worker");
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "io.orilla.cli.Main",
        "worker");
  }

  public ServerSettings withPorts(int people, int nodes) {
    return with(
        new Listeners(
            listeners.host(), people, listeners.nodeHost(), nodes, listeners.forwardedPort()));
  }

  /** Says under which port nodes reach the nodes' listener. */
  public ServerSettings withForwardedPort(int forwarded) {
    return with(
        new Listeners(
            listeners.host(),
            listeners.port(),
            listeners.nodeHost(),
            listeners.nodePort(),
            forwarded));
  }

  private ServerSettings with(Listeners changed) {
    return new ServerSettings(home, changed, names, commitInterval, worker, console);
  }

  public ServerSettings withCommitInterval(Duration interval) {
    return new ServerSettings(home, listeners, names, interval, worker, console);
  }

  public ServerSettings withWorker(List<String> command) {
    return new ServerSettings(home, listeners, names, commitInterval, command, console);
  }

  public ServerSettings withNames(List<String> hosts) {
    return new ServerSettings(home, listeners, hosts, commitInterval, worker, console);
  }

  public ServerSettings withConsole(Optional<Path> folder) {
    return new ServerSettings(home, listeners, names, commitInterval, worker, folder);
  }

  /** What the certificate of the nodes' listener names: programs on this machine find it, too. */
  List<String> certifiedNames() {
    return Stream.concat(names.stream(), LOOPBACK.stream()).distinct().toList();
  }
}
