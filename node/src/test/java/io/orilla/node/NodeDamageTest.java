package io.orilla.node;

import static io.orilla.node.testbed.NodeBed.LOOP1;
import static io.orilla.node.testbed.NodeBed.NAME;
import static io.orilla.node.testbed.NodeBed.loop1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orilla.model.command.Action;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.AlarmRuleSpec;
import io.orilla.model.document.ObjectName;
import io.orilla.node.testbed.NodeBed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A home in which every document is damaged at once, but for who the node is. */
final class NodeDamageTest {
  private static final Set<String> OTHERS = Set.of("identity", "journal", "blobs", "log", "lock");

  @AutoClose private final NodeBed bed;

  enum Damage {
    EMPTY(new byte[0]),
    NOISE(noise()),
    /** JSON that says nothing. */
    SILENT("{}".getBytes(StandardCharsets.UTF_8));

    private final byte[] bytes;

    Damage(byte[] bytes) {
      this.bytes = bytes;
    }

    private static byte[] noise() {
      byte[] bytes = new byte[300];
      new Random(11).nextBytes(bytes);
      return bytes;
    }
  }

  NodeDamageTest(@TempDir Path folder) throws Exception {
    bed = NodeBed.forModels(folder, Duration.ofMillis(20));
  }

  @ParameterizedTest
  @EnumSource
  void theNodeStartsFromTheServersStateAndTheDocumentsComeAnew(Damage damage) throws Exception {
    Digest model = bed.model(LOOP1, 0.1f).digest();
    bed.server()
        .declare(
            NAME,
            List.of(NodeBed.source()),
            List.of(loop1(1, model)),
            List.of(),
            List.of(always()),
            List.of());
    Node first = bed.start();
    bed.awaitGood("loop1", model);
    await().until(() -> !bed.node().status().alarms().isEmpty());
    bed.server().command(NAME, new Action.RestartWorkload(new ObjectName("loop1")), later());
    bed.awaitDecidesOn("loop1");
    first.close();
    for (Path document : documents()) {
      Files.write(document, damage.bytes);
    }
    bed.start();
    bed.awaitGood("loop1", model);
    bed.awaitDecidesOn("loop1");
    await().until(() -> !bed.node().status().alarms().isEmpty());
    assertThat(bed.node().status().problems()).isEmpty();
  }

  private static DesiredState.Alarm always() {
    return new DesiredState.Alarm(
        new ObjectName("hot"),
        1,
        new AlarmRuleSpec(
            Optional.empty(),
            Optional.of(LOOP1.signal("flow")),
            Optional.of(-1e9),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static Instant later() {
    return Instant.now().plusSeconds(600);
  }

  private List<Path> documents() throws IOException {
    Path home = bed.settings().home();
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !OTHERS.contains(home.relativize(file).getName(0).toString()))
          .toList();
    }
  }
}
