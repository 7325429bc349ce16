package io.orilla.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class AgentLogTest {
  private static final Logger PLANT = LoggerFactory.getLogger("io.orilla.test.plant");

  @TempDir Path home;

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void theLogIsBoundedAndItsEndIsReadOverItsFiles() throws Exception {
    Path folder = home.resolve("100% log");
    try (AgentLog log = AgentLog.open(folder, 4_000)) {
      for (int line = 0; line < 500; line++) {
        PLANT.warn("line {} of the pump", line);
      }
      assertThat(text(log.end(3_000)))
          .hasSize(3_000)
          .contains("line 480 of the pump")
          .endsWith("line 499 of the pump\n");
      assertThat(log.end(1 << 20).length).isBetween(8_000, 20_000);
    }
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = files.mapToLong(file -> file.toFile().length()).sum();
      assertThat(bytes).isLessThan(20_000);
    }
  }

  @Test
  void whoFollowsReadsEachLineOnce() throws Exception {
    try (AgentLog log = AgentLog.open(home, 4_000)) {
      PLANT.warn("before");
      AgentLog.Follower follower = log.follow();
      PLANT.warn("first");
      PLANT.warn("second");
      assertThat(follower.next(Duration.ofSeconds(10)))
          .contains("first", "second")
          .doesNotContain("before");
      assertThat(follower.next(Duration.ofMillis(1))).isEmpty();
      for (int line = 0; line < 600; line++) {
        PLANT.warn("flood {}", line);
      }
      assertThat(follower.next(Duration.ofSeconds(10)))
          .as("what is no longer held is left out")
          .contains("flood 100\n", "flood 599\n")
          .doesNotContain("flood 99\n");
    }
  }

  /** A disk that refuses takes neither the agent nor its followers down. */
  @Test
  void whereNoFileCanBeWrittenTheLogIsFollowedAllTheSame() throws Exception {
    Path file = Files.writeString(home.resolve("log"), "a file where the folder should be");
    try (AgentLog log = AgentLog.open(file, 4_000)) {
      AgentLog.Follower follower = log.follow();
      PLANT.warn("still here");
      assertThat(follower.next(Duration.ofSeconds(10))).contains("still here");
      assertThat(log.end(100)).isEmpty();
    }
  }
}
