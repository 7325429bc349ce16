package io.orilla.node;

import io.orilla.node.blob.BlobSettings;
import io.orilla.node.testbed.TestPlant;
import io.orilla.node.workload.LifeSettings;
import io.orilla.node.workload.ShadowBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A node in a process of its own, beside a plant, so that it can be killed. */
final class NodeProgram {
  static final Duration QUIET = Duration.ofSeconds(15);

  /** A window may take for ever: only the death of the agent ends it. */
  private static final LifeSettings LIFE =
      new LifeSettings(
          Duration.ofSeconds(60),
          512 << 20,
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          5,
          Duration.ofMillis(100),
          2,
          Duration.ofMillis(100),
          ShadowBudget.DEFAULT);

  private NodeProgram() {}

  static NodeSettings settings(Path home) {
    NodeSettings defaults = NodeSettings.at(home);
    return new NodeSettings(
        home,
        0,
        Duration.ofSeconds(2),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        defaults.journal(),
        defaults.delivery(),
        defaults.commands(),
        defaults.proxy(),
        BlobSettings.DEFAULT,
        LIFE,
        new CrashSettings(3, Duration.ofMinutes(10), QUIET));
  }

  static Process start(Path home) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + java.nio.file.Files.createDirectories(home.resolve("tmp")),
            NodeProgram.class.getName(),
            home.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.inheritIO().start();
  }

  public static void main(String[] arguments) throws Exception {
    try (TestPlant plant = new TestPlant(Duration.ofMillis(5));
        Node node =
            Node.start(settings(Path.of(arguments[0])), List.of(plant), InstantSource.system())) {
      node.awaitEnd();
    }
  }
}
