package io.orilla.demo.bench.skab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orilla.learning.parity.ParityGate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On the real recordings, against what was published of them. */
class SkabBenchTest {
  private static @Nullable Board found;

  /** Of one run for all tests; each is skipped, and counted so, where there are no recordings. */
  private static Board board() {
    Board board = found == null ? SkabBench.run(data(), RecordingFiles.DEFAULT) : found;
    found = board;
    return board;
  }

  /** The counts of the board, to the last row, through single precision. */
  @Test
  void hotellingsT2IsThePublishedOne() {
    Result t2 = board().models().getFirst();
    assertThat(t2.tp()).isEqualTo(3530);
    assertThat(t2.tn()).isEqualTo(4364);
    assertThat(t2.fp()).isEqualTo(1087);
    assertThat(t2.fn()).isEqualTo(2779);
    assertThat(t2.withoutPrediction()).isEqualTo(16 * 4);
  }

  @Test
  void theScorerGivesThePublishedFigures() {
    assertFigures("Conv_AE", .75, 14.40, 31.84);
    assertFigures("T2-q", .76, 23.89, 26.09);
    assertFigures("T2", .65, 19.94, 44.05);
  }

  /** With rates beside it, as to alarm always has an F1 of .70. */
  @Test
  void principalComponentsBeatThePublishedOnesOfTheSameKind() {
    Result pca = board().models().get(1);
    assertThat(pca.f1()).isGreaterThan(.76);
    assertThat(pca.far()).isLessThan(.2389);
  }

  @Test
  void graphsSayWhatTheirTrainersSay() {
    for (Result result : board().models()) {
      assertThat(Objects.requireNonNull(result.parity()).largestRelative())
          .isLessThan(ParityGate.TOLERANCE);
    }
  }

  private void assertFigures(String detector, double f1, double far, double mar) {
    Result result =
        board().published().stream()
            .filter(r -> r.model().equals(detector))
            .findAny()
            .orElseThrow();
    assertThat(result.f1()).isCloseTo(f1, within(.005));
    assertThat(100 * result.far()).isCloseTo(far, within(.005));
    assertThat(100 * result.mar()).isCloseTo(mar, within(.005));
  }

  private static Path data() {
    Map<String, String> environment = System.getenv();
    Path folder = Path.of(environment.getOrDefault("ORILLA_DATA", "../../shared/data"));
    assumeTrue(
        Files.isDirectory(folder.resolve("skab/valve1")),
        "skipped: no recordings at " + folder + "; ORILLA_DATA can name another place");
    return folder;
  }
}
