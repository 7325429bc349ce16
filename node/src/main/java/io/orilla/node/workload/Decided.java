package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.prediction.Prediction;

/**
 * How far the windows of a seat are decided. Windows rise in time, so what ends at or before {@code
 * windowEnd} has its prediction.
 *
 * @param windowEnd end of the last window that has a prediction, µs UTC
 * @param model the model that made it
 * @param epoch of the signals lane
 * @param through the last record of the signals lane it had consumed
 */
record Decided(long windowEnd, Digest model, JournalEpoch epoch, long through) {
  static Decided by(Prediction prediction) {
    return new Decided(
        prediction.window().to(),
        prediction.model(),
        prediction.samples().epoch(),
        prediction.samples().through());
  }
}
