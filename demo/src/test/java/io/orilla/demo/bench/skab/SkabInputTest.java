package io.orilla.demo.bench.skab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.content.Json;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Recordings of other people, good and bad. */
class SkabInputTest {
  @TempDir Path folder;

  @Test
  void aFolderOfRecordingsIsRunAsItIs() throws IOException {
    MadeUpRecording.write(folder.resolve("1.csv"), 600, 1);
    MadeUpRecording.write(folder.resolve("2.csv"), 500, 2);
    JsonNode board = lastLine();
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
  void rowsWithoutAPredictionAreCountedApart() throws IOException {
    Path file = folder.resolve("1.csv");
    MadeUpRecording.write(file, 600, 1);
    String text = Files.readString(file);
    String[] lines = text.split("\n");
    lines[451] = lines[451].replaceFirst(";[^;]*;", ";;");
    Files.writeString(file, String.join("\n", lines));
    assertThat(lastLine().get("models").get(0).get("without_prediction").intValue())
        .isEqualTo(4 + 5);
  }

  private JsonNode lastLine() {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new SkabBench())
            .setOut(new PrintWriter(out))
            .execute("--data", folder.toString(), "--json");
    assertThat(exit).isZero();
    return Json.read(out.toString().lines().toList().getLast(), JsonNode.class);
  }

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
