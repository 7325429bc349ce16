package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.prediction.Decision;
import io.orilla.model.prediction.Prediction;

/**
 * How far the windows of a seat are decided. Windows rise in time, so what ends at or before {@code
 * windowEnd} has its prediction.
 *
 * @param windowEnd end of the last window that has a prediction, µs UTC
 * @param model the model that made it
 * @param alarm whether the detector fires, by the last window that could be decided
 * @param epoch of the signals lane
 * @param through the last record of the signals lane it had consumed
 */
record Decided(long windowEnd, Digest model, boolean alarm, JournalEpoch epoch, long through) {
  static Decided by(Prediction prediction, boolean alarmBefore) {
    boolean alarm =
        prediction.decision() == Decision.NONE
            ? alarmBefore
            : prediction.decision() == Decision.ALARM;
    return new Decided(
        prediction.window().to(),
        prediction.model(),
        alarm,
        prediction.samples().epoch(),
        prediction.samples().through());
  }
}
