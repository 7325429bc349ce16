package io.orilla.demo.bench.skab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.learning.parity.ParityGate;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SkabBenchTest {

  /** On the real recordings, against what was published of them. */
  @Nested
  class Published {
    private final Board board = SkabBench.run(data(), RecordingFiles.DEFAULT);

    /** The counts of the board, to the last row, through single precision. */
    @Test
    void hotellingsT2IsThePublishedOne() {
      Result t2 = board.models().getFirst();
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
      Result pca = board.models().get(1);
      assertThat(pca.f1()).isGreaterThan(.76);
      assertThat(pca.far()).isLessThan(.2389);
    }

    @Test
    void graphsSayWhatTheirTrainersSay() {
      for (Result result : board.models()) {
        assertThat(Objects.requireNonNull(result.parity()).largestRelative())
            .isLessThan(ParityGate.TOLERANCE);
      }
    }

    private void assertFigures(String detector, double f1, double far, double mar) {
      Result result =
          board.published().stream()
              .filter(r -> r.model().equals(detector))
              .findAny()
              .orElseThrow();
      assertThat(result.f1()).isCloseTo(f1, within(.005));
      assertThat(100 * result.far()).isCloseTo(far, within(.005));
      assertThat(100 * result.mar()).isCloseTo(mar, within(.005));
    }
  }

  private static Path data() {
    Map<String, String> environment = System.getenv();
    Path folder = Path.of(environment.getOrDefault("ORILLA_DATA", "../../shared/data"));
    assumeTrue(
        Files.isDirectory(folder.resolve("skab/valve1")),
        "skipped: no recordings at " + folder + "; ORILLA_DATA can name another place");
    return folder;
  }

  @Test
  void aFolderOfRecordingsIsRunAsItIs(@TempDir Path folder) throws IOException {
    MadeUpRecording.write(folder.resolve("1.csv"), 600, 1);
    MadeUpRecording.write(folder.resolve("2.csv"), 500, 2);
    JsonNode board = lastLine(folder);
    assertThat(board.get("files").intValue()).isEqualTo(2);
    assertThat(board.get("tested_rows").intValue()).isEqualTo(300);
    assertThat(board.get("published")).isEmpty();
    for (JsonNode model : board.get("models")) {
      long rows = 0;
      for (String count : new String[] {"tp", "tn", "fp", "fn"}) {
        rows += model.get(count).longValue();
      }
      assertThat(rows).isEqualTo(300);
      assertThat(model.get("f1").doubleValue()).isGreaterThan(.9);
    }
  }

  /** The window cannot be decided while one of its cells is empty: five windows for one cell. */
  @Test
  void rowsWithoutAPredictionAreCountedApart(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("1.csv");
    MadeUpRecording.write(file, 600, 1);
    String text = Files.readString(file);
    String[] lines = text.split("\n");
    lines[451] = lines[451].replaceFirst(";[^;]*;", ";;");
    Files.writeString(file, String.join("\n", lines));
    assertThat(lastLine(folder).get("models").get(0).get("without_prediction").intValue())
        .isEqualTo(4 + 5);
  }

  private static JsonNode lastLine(Path folder) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new SkabBench())
            .setOut(new PrintWriter(out))
            .execute("--data", folder.toString(), "--json");
    assertThat(exit).isZero();
    return Json.read(out.toString().lines().toList().getLast(), JsonNode.class);
  }

  @Nested
  class BadInput {
    @TempDir Path folder;

    @Test
    void aFolderThatIsNotThereIsNamed() {
      assertRefused(folder.resolve("nowhere"), "there is no folder", "--data");
    }

    @Test
    void aGlobThatMatchesNothingIsNamed() {
      assertThatThrownBy(() -> SkabBench.run(folder, "skab/valve9/*.csv"))
          .isInstanceOf(OrillaException.class)
          .hasMessageContaining("matches 'skab/valve9/*.csv'")
          .hasMessageContaining("--files");
    }

    @Test
    void aGlobThatIsNoneIsNamed() {
      assertThatThrownBy(() -> SkabBench.run(folder, "{a"))
          .isInstanceOf(OrillaException.class)
          .hasMessageContaining("'{a' is no glob");
    }

    @Test
    void missingColumnsAreNamed() throws IOException {
      Files.writeString(folder.resolve("1.csv"), "datetime;Current;anomaly\n2020;1;0\n");
      assertRefused(folder, "1.csv lacks the columns", "Pressure", "Volume Flow RateRMS");
    }

    @Test
    void anEmptyFileLacksItsColumns() throws IOException {
      Files.createFile(folder.resolve("1.csv"));
      assertRefused(folder, "1.csv");
    }

    @Test
    void aShortRecordingIsNamedWithItsLength() throws IOException {
      MadeUpRecording.write(folder.resolve("1.csv"), 400, 1);
      assertRefused(folder, "1.csv has 400 rows", "first 400");
    }

    @Test
    void aCellThatIsNoNumberIsNamed() throws IOException {
      Path file = folder.resolve("1.csv");
      MadeUpRecording.write(file, 500, 1);
      Files.writeString(file, Files.readString(file) + "2020;1;2;3;4;5;6;x;8;0\n");
      assertRefused(folder, "1.csv, line 502, column 'Voltage': 'x' is no number");
    }

    @Test
    void aLabelThatIsNoneIsNamed() throws IOException {
      Path file = folder.resolve("1.csv");
      MadeUpRecording.write(file, 500, 1);
      Files.writeString(file, Files.readString(file) + "2020;1;2;3;4;5;6;7;8;\n");
      assertRefused(folder, "line 502, column 'anomaly'", "neither 0 nor 1");
    }

    private void assertRefused(Path data, String... parts) {
      var refusal =
          assertThatThrownBy(() -> SkabBench.run(data, RecordingFiles.DEFAULT))
              .isInstanceOf(OrillaException.class);
      for (String part : parts) {
        refusal.hasMessageContaining(part);
      }
    }
  }
}
