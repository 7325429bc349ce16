package io.orilla.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orilla.demo.plant.Recording.Row;
import io.orilla.model.content.Micros;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.error.OrillaException;
import io.orilla.model.signal.AssetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkabFileTest {
  private static final AssetName ASSET = PlantLayout.ASSETS.getFirst();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String HEADER =
      "datetime;Accelerometer1RMS;Accelerometer2RMS;Current;Pressure;Temperature;Thermocouple;"
          + "Voltage;Volume Flow RateRMS;anomaly;changepoint";

  @TempDir Path folder;

  @Test
  void timeIsShiftedOnceAndGapsStay() throws IOException {
    write(HEADER, row("10:14:33", 0), row("10:14:34", 0), row("10:14:36", 0));
    Recording recording = SkabFile.open(folder, 0).recording(ASSET, START);
    assertThat(recording.rows()).extracting(Row::time).containsExactly(at(0), at(1), at(3));
    assertThat(recording.rows().getFirst().values())
        .containsExactly(0.0265878, 0.0401113, 1.3302, 0.054711, 79.3366, 26.0199, 233.062, 32.0);
  }

  @Test
  void theAnomalyColumnBecomesLabelsInShiftedTime() throws IOException {
    write(
        HEADER,
        row("10:14:33", 0),
        row("10:14:34", 1),
        row("10:14:36", 1),
        row("10:14:38", 0),
        row("10:14:39", 1));
    assertThat(SkabFile.open(folder, 0).recording(ASSET, START).labels())
        .containsExactly(
            new LabelSetSpec.Label(ASSET, START.plusSeconds(1), START.plusSeconds(5), "anomaly"),
            new LabelSetSpec.Label(ASSET, START.plusSeconds(6), START.plusSeconds(7), "anomaly"));
  }

  @Test
  void aFolderWithoutTheRecordingIsRefusedWithARemedy() {
    assertThatThrownBy(() -> SkabFile.open(folder, 3))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("3.csv is not there: give --data the folder that holds skab/valve1");
  }

  @Test
  void aFileOfAnotherKindIsRefusedWithWhatIsWrong() throws IOException {
    write("datetime;x", "2020-03-09 10:14:33;1");
    assertThatThrownBy(() -> SkabFile.open(folder, 0).recording(ASSET, START))
        .hasMessageContaining("it has no column 'Accelerometer1RMS'");
    write(HEADER, "2020-03-09 10:14:33;1");
    assertThatThrownBy(() -> SkabFile.open(folder, 0).recording(ASSET, START))
        .hasMessageContaining("'2020-03-09 10:14:33;1' has 2 columns, not 11");
  }

  @Test
  void theRealRecordingsReadWhole() {
    Path data = Path.of(System.getenv().getOrDefault("ORILLA_DATA", "../../shared/data"));
    assumeTrue(
        Files.isDirectory(data.resolve("skab/valve1")),
        "skipped: no recordings at " + data + "; ORILLA_DATA can name another place");
    Recording recording = SkabFile.open(data, 0).recording(ASSET, START);
    assertThat(recording.rows()).hasSize(1_147);
    assertThat(recording.rows().getLast().time()).isEqualTo(at(20 * 60 - 1));
    assertThat(recording.labels()).hasSize(1);
  }

  private void write(String... lines) throws IOException {
    Path file = folder.resolve("skab/valve1/0.csv");
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }

  private static String row(String time, int anomaly) {
    return "2020-03-09 "
        + time
        + ";0.0265878;0.0401113;1.3302;0.054711;79.3366;26.0199;233.062;32.0;"
        + anomaly
        + ".0;0.0";
  }

  private static long at(int second) {
    return Micros.of(START.plusSeconds(second));
  }
}
