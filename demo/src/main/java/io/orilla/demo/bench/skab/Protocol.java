package io.orilla.demo.bench.skab;

import io.orilla.inference.OnnxModel;
import io.orilla.inference.Verdict;
import io.orilla.learning.detector.Detector;
import io.orilla.learning.detector.Settings;
import io.orilla.learning.detector.Trainer;
import io.orilla.learning.evaluation.AssetRows;
import io.orilla.learning.evaluation.Confusion;
import io.orilla.learning.evaluation.Evaluation;
import io.orilla.learning.onnx.DetectorGraph;
import io.orilla.learning.parity.ParityGate;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Decision;
import io.orilla.model.task.ResultDocument.Parity;
import io.orilla.pipeline.WindowCut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * The published protocol: for each file a fresh model, fitted to its first 400 rows and tested on
 * the rest; counts are pooled over all files. What decides is the exported graph, as on a node.
 */
final class Protocol {
  private static final Parity NOTHING = new Parity(0, 0, 0, 0);

  private Protocol() {}

  static Result run(String model, Settings settings, List<Recording> recordings) {
    Confusion counts = Confusion.NONE;
    Parity parity = NOTHING;
    for (Recording recording : recordings) {
      Tested tested = test(settings, recording);
      counts = counts.plus(tested.counts);
      parity = both(parity, tested.parity);
    }
    return Result.of(model, counts, parity);
  }

  private static Tested test(Settings settings, Recording recording) {
    try {
      Detector detector = Trainer.fit(settings, recording.rows().training(Recording.TRAINING_ROWS));
      try (OnnxModel graph = load(detector, recording)) {
        return test(detector, graph, recording.test());
      }
    } catch (OrillaException e) {
      throw new OrillaException(e.code(), recording.file() + ": " + e.text(), e);
    }
  }

  private static OnnxModel load(Detector detector, Recording recording) {
    try {
      Path file = Files.createTempFile("orilla-skab", ".onnx");
      try {
        Files.write(file, DetectorGraph.export(detector));
        return OnnxModel.load(
            file, DetectorGraph.signature(detector, recording.rows().preparation().signals()));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tested test(Detector detector, OnnxModel graph, AssetRows rows) {
    List<WindowCut> windows = rows.windows(0, detector.rows());
    List<Decision> decisions =
        windows.stream().map(window -> Verdict.of(window, graph).decision()).toList();
    return new Tested(
        counts(decisions, rows),
        ParityGate.compare(detector, graph, rows.fitWindows(0, detector.rows())));
  }

  private static Confusion counts(List<Decision> decisions, AssetRows rows) {
    List<Decision> filled =
        decisions.stream()
            .map(decision -> decision == Decision.NONE ? Decision.NORMAL : decision)
            .toList();
    int without = Collections.frequency(decisions, Decision.NONE);
    return Evaluation.confusion(filled, rows.truths()).plus(new Confusion(0, 0, 0, 0, without));
  }

  private static Parity both(Parity one, Parity other) {
    return new Parity(
        one.rows() + other.rows(),
        Math.max(one.largestRelative(), other.largestRelative()),
        one.differing() + other.differing(),
        one.differingAtLimit() + other.differingAtLimit());
  }

  private record Tested(Confusion counts, Parity parity) {}
}
