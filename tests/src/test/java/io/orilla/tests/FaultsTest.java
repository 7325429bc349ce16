package io.orilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kill -9} at seeded moments: nothing is lost, nothing is doubled. */
class FaultsTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"node, 11", "server, 12", "worker, 13"})
  void everyAccountClosesAfterKills(String target, String seed) {
    Launcher.Outcome outcome =
        new Launcher(folder)
            .run(
                300,
                "bench",
                "faults",
                "--kill",
                target,
                "--rounds",
                "3",
                "--seed",
                seed,
                "--json");

    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output().lines().toList().getLast()).contains("\"ok\":true");
  }
}
