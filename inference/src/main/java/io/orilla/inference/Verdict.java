package io.orilla.inference;

import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Ordered;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.prediction.Prediction.Cause;
import io.orilla.model.signal.Quality;
import io.orilla.pipeline.WindowCut;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model makes of a window, on a node and when a prediction is replayed: the part of a {@link
 * Prediction} that depends on nothing but the window and the model.
 *
 * @param reason why nothing was decided; absent otherwise
 * @param input digest of the window; absent without a decision
 */
public record Verdict(
    Decision decision,
    Prediction.@Nullable Reason reason,
    Map<String, float[]> outputs,
    Quality quality,
    @Nullable Digest input) {
  public Verdict {
    outputs = Ordered.copy(outputs);
  }

  /** Scores the window when it is fit; a model that fails or gives no finite score decides NONE. */
  public static Verdict of(WindowCut cut, OnnxModel model) {
    return switch (cut) {
      case WindowCut.Unfit unfit -> none(unfit.reason());
      case WindowCut.Fit fit -> scored(fit, model);
    };
  }

  private static Verdict scored(WindowCut.Fit fit, OnnxModel model) {
    Map<String, float[]> outputs;
    try {
      outputs = model.run(fit.tensor());
    } catch (OrillaException e) {
      return none(new Prediction.Reason(Cause.MODEL_ERROR, e.text()));
    }
    float[] score = outputs.get(ModelSignature.SCORE);
    if (score == null || !Float.isFinite(score[0])) {
      return none(new Prediction.Reason(Cause.MODEL_ERROR, "the score is not a finite number"));
    }
    Decision decision = score[0] > 1 ? Decision.ALARM : Decision.NORMAL;
    return new Verdict(decision, null, outputs, fit.quality(), fit.tensor().digest());
  }

  private static Verdict none(Prediction.Reason reason) {
    return new Verdict(Decision.NONE, reason, Map.of(), Quality.BAD, null);
  }
}
