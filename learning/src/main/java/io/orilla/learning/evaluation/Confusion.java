package io.orilla.learning.evaluation;

import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Decision;

/**
 * Decisions counted against labels. Shares are NaN where nothing was there to be shared.
 *
 * @param withoutPrediction windows about which nothing was decided; they are in no other count
 *     unless a protocol says what they count as
 */
public record Confusion(
    long truePositive,
    long trueNegative,
    long falsePositive,
    long falseNegative,
    long withoutPrediction) {
  public static final Confusion NONE = new Confusion(0, 0, 0, 0, 0);

  public Confusion {
    if (truePositive < 0
        || trueNegative < 0
        || falsePositive < 0
        || falseNegative < 0
        || withoutPrediction < 0) {
      throw OrillaException.invalid("counts must not be negative");
    }
  }

  /** One more decision, where this was so. */
  public Confusion and(Decision decision, Truth truth) {
    if (truth == Truth.UNKNOWN) {
      return this;
    }
    boolean anomaly = truth == Truth.ANOMALY;
    return plus(
        switch (decision) {
          case ALARM -> new Confusion(anomaly ? 1 : 0, 0, anomaly ? 0 : 1, 0, 0);
          case NORMAL -> new Confusion(0, anomaly ? 0 : 1, 0, anomaly ? 1 : 0, 0);
          case NONE -> new Confusion(0, 0, 0, 0, 1);
          case ANSWERED -> new Confusion(0, 0, 0, 0, 0);
        });
  }

  /** Both together, so that shares are of the pooled counts. */
  public Confusion plus(Confusion other) {
    return new Confusion(
        truePositive + other.truePositive,
        trueNegative + other.trueNegative,
        falsePositive + other.falsePositive,
        falseNegative + other.falseNegative,
        withoutPrediction + other.withoutPrediction);
  }

  public double f1() {
    return truePositive / (truePositive + (falseNegative + falsePositive) / 2.0);
  }

  /** False alarm rate: the share of normal time that was called an alarm. */
  public double falseAlarmRate() {
    return falsePositive / (double) (falsePositive + trueNegative);
  }

  /** Missed alarm rate: the share of anomalous time that was called normal. */
  public double missedAlarmRate() {
    return falseNegative / (double) (falseNegative + truePositive);
  }
}
