package io.orilla.node.journal;

import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;

/**
 * Consecutive records of a lane that were given up before they were delivered.
 *
 * @param time when the first of them were, µs UTC
 * @param told whether a {@code dropped} event says so, durably
 * @param eventsBefore last sequence of the events lane before it was known: the event is behind it
 */
record Loss(long first, long last, long time, String reason, boolean told, long eventsBefore) {
  static final String DAMAGED = "damaged";
  static final String MISSING = "missing";
  static final String DISK = "disk";
  static final String FULL = "disk full";
  static final String BUDGET = "over budget";
  static final String AGE = "too old";

  long count() {
    return last - first + 1;
  }

  /** How many of them are at or below a sequence. */
  long countThrough(long sequence) {
    return Math.clamp(sequence - first + 1, 0, count());
  }

  boolean isFollowedBy(Loss next) {
    return next.first() == last + 1 && next.reason().equals(reason) && !told && !next.told();
  }

  Loss through(long sequence) {
    return new Loss(first, sequence, time, reason, told, eventsBefore);
  }

  Loss asTold() {
    return new Loss(first, last, time, reason, true, eventsBefore);
  }

  Event event(Lane lane) {
    return new Event.Dropped(time, lane, first, last, count(), reason);
  }
}
