package io.orilla.server.record;

import io.orilla.model.bundle.ModelSignature;
import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;
import io.orilla.model.signal.AssetName;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction came to, without how.
 *
 * @param time end of the window, µs UTC
 * @param cause why nothing was decided; absent otherwise
 * @param score in multiples of the limit; NaN without a decision
 */
public record Verdict(
    ObjectName node,
    AssetName asset,
    Digest model,
    long time,
    Decision decision,
    Prediction.@Nullable Cause cause,
    double score) {

  public static Verdict of(Prediction prediction) {
    Prediction.Reason reason = prediction.reason();
    float[] score = prediction.outputs().get(ModelSignature.SCORE);
    return new Verdict(
        prediction.node(),
        prediction.asset(),
        prediction.model(),
        prediction.window().to(),
        prediction.decision(),
        reason == null ? null : reason.cause(),
        score == null || score.length == 0 ? Double.NaN : score[0]);
  }
}
