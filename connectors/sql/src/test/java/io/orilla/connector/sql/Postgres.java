package io.orilla.connector.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orilla.connector.contract.PeerProcess;
import io.orilla.connector.peer.FreePort;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL cluster, served by a process of its own on the loopback interface. */
final class Postgres {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  private final Path programs;
  private final Path folder;
  private int port;
  private @Nullable PeerProcess process;

  private Postgres(Path programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  /** The test is skipped where PostgreSQL is not installed. */
  static Postgres create(Path folder) throws IOException, InterruptedException {
    Optional<Path> programs = programs();
    assumeTrue(
        programs.isPresent(),
        "skipped: PostgreSQL is not installed (Debian: apt-get install postgresql)");
    Postgres cluster = new Postgres(programs.orElseThrow(), folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    cluster.run(
        "initdb",
        "-D",
        cluster.cluster(),
        "-U",
        "postgres",
        "-A",
        "trust",
        "--no-sync",
        "-E",
        "UTF8");
    return cluster;
  }

  private static Optional<Path> programs() throws IOException {
    if (Files.isDirectory(DEBIAN)) {
      try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIAN)) {
        for (Path version : versions) {
          if (Files.isExecutable(version.resolve("bin/initdb"))) {
            return Optional.of(version.resolve("bin"));
          }
        }
      }
    }
    return PeerProcess.program("initdb").map(Path::getParent);
  }

  private String cluster() {
    return folder.resolve("cluster").toString();
  }

  /** PostgreSQL refuses to be root. */
  private List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    command.add(programs.resolve(words[0]).toString());
    command.addAll(List.of(words).subList(1, words.length));
    return command;
  }

  private void run(String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(words))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(words[0] + " failed: " + said);
    }
  }

  /** Gives a file to it: what it reads alone must be its own. */
  Path give(Path file, String name) throws IOException {
    Path given = Files.copy(file, folder.resolve(name));
    Files.setPosixFilePermissions(given, PosixFilePermissions.fromString("rw-------"));
    if (ROOT) {
      Files.setOwner(
          given,
          given.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
    }
    return given;
  }

  /** Who may connect how, in lines of pg_hba.conf; for the next start. */
  void access(String... lines) throws IOException {
    Files.write(Path.of(cluster(), "pg_hba.conf"), List.of(lines));
  }

  /**
   * @param wanted the port; 0 is any
   * @param settings as {@code ssl=on}
   */
  void start(int wanted, String... settings) throws IOException {
    port = wanted == 0 ? FreePort.find() : wanted;
    List<String> command =
        command(
            "postgres",
            "-D",
            cluster(),
            "-p",
            Integer.toString(port),
            "-h",
            "127.0.0.1",
            "-k",
            "",
            "-c",
            "fsync=off");
    for (String setting : settings) {
      command.addAll(List.of("-c", setting));
    }
    process = PeerProcess.start(command, folder, folder.resolve("postgres.log"), this::isReady);
  }

  private boolean isReady() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Ends at once, as after a crash; who is connected is cut off. */
  void stop() {
    PeerProcess running = process;
    if (running == null) {
      return;
    }
    process = null;
    try {
      new ProcessBuilder("kill", "-QUIT", Long.toString(running.pid())).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("kill is not there", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.awaitEnd();
  }
}
