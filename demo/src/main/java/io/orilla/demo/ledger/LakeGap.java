package io.orilla.demo.ledger;

import io.orilla.model.signal.SignalName;

/**
 * A named gap of {@code raw.events}: samples of the signal between the two source times, both
 * excluded, may be missing. Times are µs UTC.
 */
public record LakeGap(SignalName signal, long after, long before) {
  boolean covers(long time) {
    return after < time && time < before;
  }
}
