package io.orilla.lake.appender;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.lake.duck.Sql;
import io.orilla.lake.inbox.Inbox;
import io.orilla.lake.inbox.InboxLimits;
import io.orilla.lake.table.Lake;
import io.orilla.model.document.TableName;
import io.orilla.model.journal.Lane;
import io.orilla.model.task.TableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at drawn moments of a process that does nothing but accept, write, commit and release.
 */
class AppenderKillTest {
  private static final int ROUNDS = 6;
  private static final long SEED = 20261125;

  @TempDir Path home;

  /** The last sequence that was answered for, by lane and node. */
  private final Map<String, Long> answered = new HashMap<>();

  @Test
  void killedAtAnyMomentEachRecordIsInTheTablesExactlyOnce() throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      killAfter(random.nextInt(900), SEED + round);
    }
    try (Lake lake = Lake.open(home);
        Inbox inbox = Inbox.open(home.resolve("inbox"), InboxLimits.DEFAULT, Clock.systemUTC());
        Appender appender =
            Appender.start(
                lake,
                inbox,
                AppenderSettings.DEFAULT.every(Duration.ofHours(1)),
                home.resolve("quarantine"))) {
      appender.commitNow();
      complete(lake, Lane.SIGNALS, TableName.RAW_SIGNALS);
      complete(lake, Lane.EVENTS, TableName.RAW_EVENTS);
      nothingElseLies(lake);
    }
  }

  private void killAfter(int millis, long seed) throws Exception {
    Files.createDirectories(home.resolve("tmp"));
    Path answers = home.resolve("answers-" + seed);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                "-Djava.util.logging.config.file="
                    + System.getProperty("java.util.logging.config.file", ""),
                "-cp",
                System.getProperty("java.class.path"),
                KilledServer.class.getName(),
                home.toString(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(answers.toFile())
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.size(answers) > 0);
    assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).as("ended by itself").isFalse();
    process.destroyForcibly().waitFor();
    Files.readAllLines(answers).forEach(this::note);
  }

  private void note(String answer) {
    String[] words = answer.split(" ");
    if (words.length == 3 && words[2].matches("\\d+")) {
      answered.merge(words[0] + " " + words[1], Long.parseLong(words[2]), Math::max);
    }
  }

  private void complete(Lake lake, Lane lane, TableName table) {
    String sql =
        "SELECT sequence FROM %s WHERE node = ? ORDER BY sequence"
            .formatted(Sql.rows(lake.scan(table)));
    for (String node : List.of("hall-1", "hall-2")) {
      List<Long> sequences = lake.duckDb().query(sql, List.of(node), row -> row.getLong(1));
      assertThat(sequences)
          .as("%s of %s: each once, none missing", lane.text(), node)
          .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList())
          .hasSizeGreaterThanOrEqualTo(
              answered.getOrDefault(lane.text() + " " + node, 1L).intValue());
    }
  }

  private void nothingElseLies(Lake lake) throws IOException {
    for (TableName name : lake.tables()) {
      TableInput input = lake.scan(name);
      Path data =
          home.resolve("warehouse").resolve(name.namespace()).resolve(name.name()).resolve("data");
      assertThat(input.files()).containsExactlyInAnyOrderElementsOf(files(data));
    }
    assertThat(home.resolve("quarantine")).doesNotExist();
    assertThat(files(home.resolve("inbox"))).noneMatch(file -> file.contains("partial"));
    assertThat(files(home.resolve("tmp")))
        .as("libraries that the last process unpacked; the next start removes them")
        .hasSizeLessThanOrEqualTo(3);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).toList();
    }
  }
}
