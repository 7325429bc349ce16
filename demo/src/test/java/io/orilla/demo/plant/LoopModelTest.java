package io.orilla.demo.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.demo.plant.Recording.Row;
import io.orilla.learning.detector.Detector;
import io.orilla.learning.detector.Settings;
import io.orilla.learning.detector.Trainer;
import io.orilla.learning.evaluation.Confusion;
import io.orilla.learning.evaluation.Truth;
import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.prediction.Decision;
import io.orilla.model.signal.AssetName;
import io.orilla.pipeline.WindowTensor;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopModelTest {
  private static final AssetName ASSET = PlantLayout.ASSETS.getFirst();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int TRAINING = 400;

  @Test
  void theSameSeedGivesTheSameRecording() {
    assertThat(recording(7)).isEqualTo(recording(7));
    assertThat(recording(7)).isNotEqualTo(recording(8));
  }

  @Test
  void timeRisesBySecondsWithSomeLeftOut() {
    List<Row> rows = recording(1).rows();
    assertThat(rows).hasSize(1_150);
    long[] steps = new long[4];
    for (int row = 1; row < rows.size(); row++) {
      steps[(int) ((rows.get(row).time() - rows.get(row - 1).time()) / 1_000_000)]++;
    }
    assertThat(steps[0]).isZero();
    assertThat(steps[2] + steps[3]).isBetween(20L, 100L);
  }

  @Test
  void theFirstRowsAreHealthyAndBothFaultsAreLabelled() {
    Recording recording = recording(1);
    assertThat(recording.labels()).hasSize(2);
    assertThat(recording.labels().getFirst().label()).isEqualTo("valve closing");
    assertThat(recording.labels().getLast().label()).startsWith("stuck");
    assertThat(recording.labels().getFirst().from()).isAfter(START.plusSeconds(TRAINING));
  }

  /** The demonstration without data must have something to find, and find it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 42, 4711})
  void theBaselineDetectorFindsTheFaults(long seed) {
    Recording recording = recording(seed);
    double[][] rows =
        recording.rows().stream()
            .map(row -> row.values().stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    Detector detector = Trainer.fit(Settings.PUBLISHED_T2, Arrays.copyOf(rows, TRAINING));
    LabelSetSpec labels = new LabelSetSpec(List.of(recording.covered()), recording.labels());
    Confusion confusion = Confusion.NONE;
    for (int row = TRAINING; row < rows.length; row++) {
      boolean alarm = detector.score(window(rows, row, detector.rows())) > 1;
      boolean anomaly = labels.at(ASSET, recording.rows().get(row).time()).orElseThrow() == 1;
      confusion =
          confusion.and(
              alarm ? Decision.ALARM : Decision.NORMAL, anomaly ? Truth.ANOMALY : Truth.NORMAL);
    }
    assertThat(confusion.f1()).as("F1 of %s", confusion).isGreaterThan(0.85);
    assertThat(confusion.falseAlarmRate()).as("FAR of %s", confusion).isLessThan(0.05);
  }

  private static WindowTensor window(double[][] rows, int last, int length) {
    int signals = rows[0].length;
    float[] values = new float[length * signals];
    boolean[] mask = new boolean[values.length];
    Arrays.fill(mask, true);
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = (float) rows[last - length + 1 + cell / signals][cell % signals];
    }
    return new WindowTensor(length, signals, values, mask);
  }

  private static Recording recording(long seed) {
    return new LoopModel(seed).recording(ASSET, START);
  }
}
