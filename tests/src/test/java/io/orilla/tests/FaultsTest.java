package io.orilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten faults at seeded moments: nothing is wedged, lost without a name, or doubled. */
class FaultsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theSiteIsItselfAgainAfterEveryFaultAndEveryAccountCloses() {
    Launcher.Outcome outcome =
        new Launcher(folder)
            .run(420, "bench", "faults", "--rounds", "10", "--seed", "11", "--json");

    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output().lines().toList().getLast()).contains("\"ok\":true");
  }
}
