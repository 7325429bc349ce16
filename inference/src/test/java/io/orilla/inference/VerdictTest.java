package io.orilla.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.prediction.Prediction.Cause;
import io.orilla.model.signal.Quality;
import io.orilla.pipeline.WindowCut;
import io.orilla.pipeline.WindowTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {
  private static final Prediction.Window WINDOW = new Prediction.Window(0, 0, 1);

  @TempDir Path folder;

  private Verdict of(float value) throws IOException {
    return of(
        new WindowCut.Fit(
            WINDOW,
            new WindowTensor(1, 1, new float[] {value}, new boolean[] {true}),
            Quality.UNCERTAIN));
  }

  private Verdict of(WindowCut cut) throws IOException {
    Path graph = Files.write(folder.resolve("graph.onnx"), SumGraph.bytes(1, 1));
    try (OnnxModel model = OnnxModel.load(graph, SumGraph.signature(1, 1))) {
      return Verdict.of(cut, model);
    }
  }

  @Test
  void aScoreAboveOneIsAnAlarm() throws IOException {
    assertThat(of(1.0001f).decision()).isEqualTo(Decision.ALARM);
    assertThat(of(1).decision()).isEqualTo(Decision.NORMAL);
    assertThat(of(1).quality()).isEqualTo(Quality.UNCERTAIN);
    assertThat(of(1).outputs().get("score")).containsExactly(1);
    assertThat(of(1).input()).isNotNull();
  }

  @Test
  void anUnfitWindowKeepsItsReason() throws IOException {
    Prediction.Reason reason = new Prediction.Reason(Cause.GAP, "no rows");
    Verdict verdict = of(new WindowCut.Unfit(WINDOW, reason));
    assertThat(verdict.decision()).isEqualTo(Decision.NONE);
    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.quality()).isEqualTo(Quality.BAD);
  }

  /** A NaN compares false with every limit: it must not pass for normal. */
  @Test
  void aScoreThatIsNoNumberDecidesNothing() throws IOException {
    Verdict verdict = of(Float.POSITIVE_INFINITY);
    assertThat(verdict.decision()).isEqualTo(Decision.NONE);
    assertThat(verdict.reason())
        .isEqualTo(new Prediction.Reason(Cause.MODEL_ERROR, "the score is not a finite number"));
  }

  @Test
  void aModelThatFailsDecidesNothing() throws IOException {
    WindowTensor wide = new WindowTensor(1, 2, new float[2], new boolean[2]);
    Verdict verdict = of(new WindowCut.Fit(WINDOW, wide, Quality.GOOD));
    assertThat(verdict.reason())
        .isEqualTo(
            new Prediction.Reason(
                Cause.MODEL_ERROR, "the model takes windows of 1 rows and 1 signals, not 1 and 2"));
  }
}
