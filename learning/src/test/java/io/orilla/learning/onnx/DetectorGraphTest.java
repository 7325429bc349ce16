package io.orilla.learning.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orilla.inference.OnnxModel;
import io.orilla.learning.Plant;
import io.orilla.learning.detector.Algorithm;
import io.orilla.learning.detector.Algorithm.HotellingT2;
import io.orilla.learning.detector.Algorithm.PrincipalComponents;
import io.orilla.learning.detector.Detector;
import io.orilla.learning.detector.Limits;
import io.orilla.learning.detector.Settings;
import io.orilla.learning.detector.Trainer;
import io.orilla.learning.parity.ParityGate;
import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.pipeline.WindowTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Trainer and graph are two implementations of one thing: on any data they must agree. */
class DetectorGraphTest {
  private static final int TRAINING = 120;

  @Property(tries = 60)
  void theGraphSaysWhatTheTrainerSays(
      @ForAll("settings") Settings settings,
      @ForAll @IntRange(min = 2, max = 9) int signals,
      @ForAll long seed)
      throws IOException {
    Example example = Example.of(settings, signals, seed);
    try (OnnxModel graph = example.load()) {
      Parity parity = ParityGate.compare(example.detector, graph, example.windows);
      assertThat(parity.rows()).isEqualTo(TRAINING - example.detector.rows() + 1L);
      assertThat(parity.largestRelative()).isLessThan(ParityGate.TOLERANCE);
      assertThat(parity.differing()).isEqualTo(parity.differingAtLimit());
    }
  }

  /** Two sensors at one place: what is left of their difference must not drown in rounding. */
  @Property(tries = 40)
  void theGraphSaysWhatTheTrainerSaysOfSignalsThatAreNearlyCopies(
      @ForAll("settings") Settings settings,
      @ForAll @DoubleRange(min = -6, max = 0) double apart,
      @ForAll long seed)
      throws IOException {
    double[][] rows = Plant.rows(2 * TRAINING, 5, seed);
    Random random = new Random(seed);
    for (double[] row : rows) {
      row[4] = 2 * row[0] + 3 + Math.pow(10, apart) * random.nextGaussian();
    }
    Example example = Example.of(settings, rows);
    try (OnnxModel graph = example.load()) {
      assertThat(ParityGate.passes(ParityGate.compare(example.detector, graph, example.windows)))
          .isTrue();
    }
  }

  @Property(tries = 20)
  void contributionsSumUpToTheScore(
      @ForAll("settings") Settings settings,
      @ForAll @IntRange(min = 2, max = 9) int signals,
      @ForAll long seed)
      throws IOException {
    Example example = Example.of(settings, signals, seed);
    try (OnnxModel graph = example.load()) {
      for (Map<String, float[]> outputs : graph.run(example.windows)) {
        float score = output(outputs, ModelSignature.SCORE)[0];
        float[] contribution = output(outputs, ModelSignature.CONTRIBUTION);
        double sum = 0;
        double size = score;
        for (float part : contribution) {
          sum += part;
          size += Math.abs(part);
        }
        assertThat(sum).isCloseTo(score, within(1e-4 * size));
      }
    }
  }

  @Provide
  Arbitrary<Settings> settings() {
    Arbitrary<Algorithm> algorithm =
        Arbitraries.of(new HotellingT2(), new PrincipalComponents(1), new PrincipalComponents(3));
    return Combinators.combine(
            algorithm,
            Arbitraries.of(.9, .99, .999),
            Arbitraries.of(1, 2, 5, 15),
            Arbitraries.of(1., 1.5, 2.),
            Arbitraries.of(Limits.class))
        .as(Settings::new);
  }

  @Test
  void theSameDetectorHasTheSameBytes() {
    Example example = Example.of(Settings.PUBLISHED_T2, 4, 1);
    Example again = Example.of(Settings.PUBLISHED_T2, 4, 1);
    assertThat(DetectorGraph.export(again.detector))
        .isEqualTo(DetectorGraph.export(example.detector));
  }

  /** What a masked cell holds must not matter, not even NaN. */
  @Test
  void aCellWithoutAValueCountsAsTheTrainingMean() throws IOException {
    Settings settings = new Settings(new PrincipalComponents(2), .99, 5, 1, Limits.THEORY);
    Example example = Example.of(settings, 4, 7);
    try (OnnxModel graph = example.load()) {
      for (WindowTensor window : example.windows) {
        boolean[] mask = window.mask().clone();
        float[] values = window.values().clone();
        for (int hole = 2; hole < mask.length; hole += 7) {
          mask[hole] = false;
          values[hole] = Float.NaN;
        }
        WindowTensor holed = new WindowTensor(window.rows(), window.columns(), values, mask);
        assertThat((double) output(graph.run(holed), ModelSignature.SCORE)[0])
            .isCloseTo(example.detector.score(holed), within(1e-4));
      }
    }
  }

  @Test
  void theSignalThatWentOffContributesMost() throws IOException {
    Example example = Example.of(Settings.PUBLISHED_T2, 4, 3);
    WindowTensor window = example.windows.getFirst();
    float[] values = window.values().clone();
    for (int row = 0; row < window.rows(); row++) {
      values[row * 4 + 2] += 50;
    }
    try (OnnxModel graph = example.load()) {
      Map<String, float[]> outputs =
          graph.run(new WindowTensor(window.rows(), 4, values, window.mask()));
      float[] contribution = output(outputs, ModelSignature.CONTRIBUTION);
      assertThat(output(outputs, ModelSignature.SCORE)[0]).isGreaterThan(1);
      assertThat(contribution[2])
          .isGreaterThan(max(contribution[0], contribution[1], contribution[3]));
    }
  }

  private static float max(float... values) {
    Arrays.sort(values);
    return values[values.length - 1];
  }

  private static float[] output(Map<String, float[]> outputs, String name) {
    float[] output = outputs.get(name);
    assertThat(output).as(name).isNotNull();
    return output == null ? new float[0] : output;
  }

  /** A detector and windows of rows that it was not trained on, some of them far off. */
  private record Example(Detector detector, List<WindowTensor> windows) {
    static Example of(Settings settings, int signals, long seed) {
      double[][] rows = Plant.rows(2 * TRAINING, signals, seed);
      Random random = new Random(seed);
      for (int row = rows.length * 3 / 4; row < rows.length; row++) {
        rows[row][random.nextInt(signals)] += random.nextGaussian(0, 5);
      }
      return of(settings, rows);
    }

    static Example of(Settings settings, double[][] rows) {
      Detector detector = Trainer.fit(settings, Arrays.copyOf(rows, TRAINING));
      double[][] others = Arrays.copyOfRange(rows, TRAINING, 2 * TRAINING);
      return new Example(detector, Plant.windows(others, detector.rows()));
    }

    OnnxModel load() throws IOException {
      Path file = Files.createTempFile("detector", ".onnx");
      try {
        Files.write(file, DetectorGraph.export(detector));
        return OnnxModel.load(
            file,
            DetectorGraph.signature(detector, Plant.preparation(detector.signals()).signals()));
      } finally {
        Files.delete(file);
      }
    }
  }
}
