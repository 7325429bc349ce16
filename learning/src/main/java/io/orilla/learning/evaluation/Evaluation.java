package io.orilla.learning.evaluation;

import io.orilla.learning.detector.Detector;
import io.orilla.model.prediction.Decision;
import io.orilla.pipeline.WindowCut;
import java.util.List;

/** Decisions over windows, and what they are worth. */
public final class Evaluation {
  private Evaluation() {}

  /** What a detector says of each window, in double precision. */
  public static List<Decision> decisions(Detector detector, List<WindowCut> windows) {
    return windows.stream().map(window -> decision(detector, window)).toList();
  }

  private static Decision decision(Detector detector, WindowCut window) {
    return switch (window) {
      case WindowCut.Unfit unfit -> Decision.NONE;
      case WindowCut.Fit fit -> detector.score(fit.tensor()) > 1 ? Decision.ALARM : Decision.NORMAL;
    };
  }

  /** Counts decisions against the truth of the same rows. */
  public static Confusion confusion(List<Decision> decisions, List<Truth> truths) {
    Confusion confusion = Confusion.NONE;
    for (int i = 0; i < decisions.size(); i++) {
      confusion = confusion.and(decisions.get(i), truths.get(i));
    }
    return confusion;
  }
}
