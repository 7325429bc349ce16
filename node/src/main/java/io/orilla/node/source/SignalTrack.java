package io.orilla.node.source;

import io.orilla.model.signal.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a signal's samples so far: the source time of the last one, and whether some may
 * be missing since. Changed by the source's calls alone, one after another.
 */
final class SignalTrack {
  /** No sample was journalled yet. */
  static final long NONE = 0;

  private volatile long last;
  private volatile long seen;
  private @Nullable GapReason gap;

  SignalTrack(long last) {
    this(last, last);
  }

  /**
   * @param seen source time of a sample that came, though its record may have been lost since
   */
  SignalTrack(long last, long seen) {
    this.last = last;
    this.seen = seen;
  }

  /** Source time of the last sample, µs UTC, or {@link #NONE}. */
  long last() {
    return last;
  }

  /** Source time of the last sample that came, which may have been lost; else {@link #last}. */
  long seen() {
    return seen;
  }

  /**
   * Says that samples may be missing from here on; the first reason stays.
   *
   * @return whether nothing was missing until now
   */
  boolean expectGap(GapReason reason) {
    boolean whole = gap == null;
    if (whole) {
      gap = reason;
    }
    return whole;
  }

  /** Says that nothing is missing: the source goes on where it was. */
  void goesOn() {
    gap = null;
  }

  /** Whether this is the last sample once more, as a new subscription begins with it. */
  boolean repeats(Sample sample) {
    return sample.sourceTime() != NONE
        && (sample.sourceTime() == last || sample.sourceTime() == seen);
  }

  /** The reason of the gap that this sample ends, if it ends one. */
  @Nullable GapReason endedBy(Sample sample) {
    return sample.sourceTime() > last ? gap : null;
  }

  /** Moves on. A sample from before a gap does not end it, so that the gap keeps its beginning. */
  void passed(Sample sample) {
    if (sample.sourceTime() > last) {
      gap = null;
    }
    if (gap == null) {
      last = sample.sourceTime();
      seen = Math.max(seen, last);
    }
  }
}
