package io.orilla.tests.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.orilla.model.node.Standing;
import io.orilla.node.Node;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that is wrong is reported, and costs nothing else. */
final class ClockTest {
  @TempDir Path folder;
  private Plant plant;

  @BeforeEach
  void open() {
    plant = new Plant(folder);
  }

  @AfterEach
  void close() {
    plant.close();
  }

  private static void awaitOffset(Node node, long days) {
    await()
        .untilAsserted(
            () ->
                assertThat(node.status().clock().offsetSeconds())
                    .isNotNull()
                    .isCloseTo(-days * 86_400d, within(60d)));
    assertThat(node.status().clock().wrong()).isEqualTo(days != 0);
  }

  private void awaitSpeaking(Node node) {
    String before = plant.seen("lastSeen");
    await().until(() -> !plant.seen("lastSeen").equals(before));
    assertThat(node.status().server().connected()).isTrue();
    assertThat(node.status().membership().standing()).isEqualTo(Standing.TRUSTED);
    assertThat(node.status().membership().problem()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -1, 3_653, -3_653})
  void aNodeWhoseClockIsWrongWhenItJoinsAndStartsTalksToItsServer(long days) throws Exception {
    plant.nodeClock.set(Duration.ofDays(days));
    plant.join("box");
    try (Node node = plant.start("box")) {
      awaitOffset(node, days);
      awaitSpeaking(node);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, -1, 3_653, -3_653})
  void aClockThatJumpsWhileTheNodeRunsStopsNothing(long days) throws Exception {
    plant.join("box");
    try (Node node = plant.start("box")) {
      awaitOffset(node, 0);
      plant.nodeClock.set(Duration.ofDays(days));
      awaitOffset(node, days);
      plant.stopServer();
      await().until(() -> !node.status().server().connected());
      plant.restartServer();
      awaitOffset(node, days);
      awaitSpeaking(node);
      plant.nodeClock.set(Duration.ZERO);
      awaitOffset(node, 0);
      await()
          .until(
              () -> node.status().lanes().stream().allMatch(lane -> lane.account().pending() == 0));
    }
  }
}
