package io.orilla.node;

import io.orilla.connector.modbus.ModbusConnector;
import io.orilla.node.testbed.NodeBed;
import io.orilla.node.testbed.TestPlant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A node in a process of its own, beside a plant, so that it can be killed. */
final class NodeProgram {
  static final Duration QUIET = Duration.ofSeconds(15);

  private static final double LOUD = 100;

  private NodeProgram() {}

  /** While this file is there, the plant is loud. */
  static Path loud(Path home) {
    return home.resolveSibling("loud");
  }

  /** A window may take for ever: only the death of the agent ends it. */
  static NodeSettings settings(Path home) {
    return NodeBed.settings(home)
        .with(
            draft -> {
              draft.life = NodeBed.LIFE.withWindows(Duration.ofHours(1), Duration.ofMinutes(1));
              draft.crashes = new CrashSettings(3, Duration.ofMinutes(10), QUIET);
            });
  }

  static Process start(Path home) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")),
            NodeProgram.class.getName(),
            home.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.inheritIO().start();
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    try (TestPlant plant =
            new TestPlant(Duration.ofMillis(20), () -> Files.exists(loud(home)) ? LOUD : 0);
        Node node =
            Node.start(
                settings(home),
                List.of(plant, new ModbusConnector(InstantSource.system())),
                InstantSource.system())) {
      node.awaitEnd();
    }
  }
}
