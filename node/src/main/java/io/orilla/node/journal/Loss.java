package io.orilla.node.journal;

import io.orilla.model.journal.Event;
import io.orilla.model.journal.Lane;

/**
 * Records of a lane that were given up before they were delivered: all from {@code first} to {@code
 * last}, or where they were <em>thinned</em>, some of them.
 *
 * @param count how many of them were not given up before
 * @param time when the first of them were, µs UTC
 * @param told whether a {@code dropped} event says so, durably
 * @param eventsBefore last sequence of the events lane before it was known: the event is behind it
 */
record Loss(
    long first, long last, long count, long time, String reason, boolean told, long eventsBefore) {
  static final String DAMAGED = "damaged";
  static final String MISSING = "missing";
  static final String DISK = "disk";
  static final String FULL = "disk full";
  static final String BUDGET = "over budget";
  static final String AGE = "too old";
  static final String THINNED = "thinned";

  boolean isThinned() {
    return reason.equals(THINNED);
  }

  /** How many numbers it reaches over. */
  long span() {
    return last - first + 1;
  }

  /** How many of them are at or below a sequence. */
  long spanThrough(long sequence) {
    return Math.clamp(sequence - first + 1, 0, span());
  }

  boolean isFollowedBy(Loss next) {
    return next.first() == last + 1 && next.reason().equals(reason) && !told && !next.told();
  }

  Loss joined(Loss next) {
    return new Loss(first, next.last(), count + next.count(), time, reason, told, eventsBefore);
  }

  /** What is behind a loss that was this one, before it grew. */
  Loss behind(Loss before) {
    long from = before.last() + 1;
    return new Loss(from, last, count - before.count(), time, reason, false, eventsBefore);
  }

  Loss asTold() {
    return new Loss(first, last, count, time, reason, true, eventsBefore);
  }

  /** Whether it is the loss that an event names, or has grown since. */
  boolean isNamedBy(Event.Dropped event) {
    return event.first() == first && event.last() <= last && event.reason().equals(reason);
  }

  /** As far as an event names it. */
  Loss namedBy(Event.Dropped event) {
    return new Loss(first, event.last(), event.count(), time, reason, told, eventsBefore);
  }

  Event event(Lane lane) {
    return new Event.Dropped(time, lane, first, last, count, reason);
  }
}
