package io.orilla.learning.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.inference.OnnxModel;
import io.orilla.learning.Plant;
import io.orilla.learning.detector.Detector;
import io.orilla.learning.detector.Settings;
import io.orilla.learning.detector.Trainer;
import io.orilla.learning.onnx.DetectorGraph;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.pipeline.WindowTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityGateTest {
  private static final double[][] ROWS = Plant.rows(200, 4, 1);
  private static final List<WindowTensor> WINDOWS = Plant.windows(Plant.rows(200, 4, 2), 5);

  @TempDir Path folder;

  @Test
  void aFaithfulGraphPasses() throws IOException {
    Detector detector = Trainer.fit(Settings.PUBLISHED_T2, ROWS);
    try (OnnxModel graph = load(detector)) {
      Parity parity = ParityGate.check(detector, graph, WINDOWS);
      assertThat(parity.rows()).isEqualTo(196);
      assertThat(parity.differing()).isZero();
    }
  }

  /** As if the export had lost the limit's factor. */
  @Test
  void aGraphOfAnotherDetectorIsRefused() throws IOException {
    Detector detector = Trainer.fit(Settings.PUBLISHED_T2, ROWS);
    Settings published = Settings.PUBLISHED_T2;
    Settings other =
        new Settings(
            published.algorithm(),
            published.confidence(),
            published.mean(),
            published.factor() * 1.001,
            published.limits());
    try (OnnxModel graph = load(Trainer.fit(other, ROWS))) {
      assertThatThrownBy(() -> ParityGate.check(detector, graph, WINDOWS))
          .isInstanceOf(OrillaException.class)
          .hasMessageContaining("over 196 windows scores differ by up to 0.0010 (allowed 1e-04)");
    }
  }

  @Test
  void nothingToCompareIsNoPass() throws IOException {
    Detector detector = Trainer.fit(Settings.PUBLISHED_T2, ROWS);
    try (OnnxModel graph = load(detector)) {
      assertThatThrownBy(() -> ParityGate.check(detector, graph, List.of()))
          .isInstanceOf(OrillaException.class)
          .hasMessageContaining("no window of 5 rows");
    }
  }

  @Test
  void onlyDecisionsAtTheLimitMayDiffer() {
    assertThat(ParityGate.passes(new Parity(10, 1e-5, 2, 2))).isTrue();
    assertThat(ParityGate.passes(new Parity(10, 1e-5, 2, 1))).isFalse();
    assertThat(ParityGate.passes(new Parity(10, 2e-4, 0, 0))).isFalse();
    assertThat(ParityGate.passes(new Parity(10, Double.POSITIVE_INFINITY, 0, 0))).isFalse();
  }

  private OnnxModel load(Detector detector) throws IOException {
    Path file = folder.resolve("detector.onnx");
    Files.write(file, DetectorGraph.export(detector));
    return OnnxModel.load(file, DetectorGraph.signature(detector, Plant.preparation(4).signals()));
  }
}
