package io.orilla.node.workload;

import io.orilla.model.content.DurationText;
import io.orilla.model.content.Micros;
import io.orilla.model.document.Interlock;
import io.orilla.model.signal.Quality;
import io.orilla.model.signal.Sample;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long an interlock has held, by the journalled samples of its signal's asset, in event time.
 * Only good values count; a bad or missing one begins anew. Not thread-safe.
 */
final class InterlockWatch {
  /** How long nothing may be heard of the whole asset, by the node's clock. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Interlock interlock;
  private final long fresh;
  private Phase phase = Phase.UNHEARD;
  private String said = "";
  private long since;
  private long heard;
  private long eventTime;
  private long arrivalTime;

  private enum Phase {
    UNHEARD,
    MET,
    NOT_MET,
    NOT_GOOD
  }

  InterlockWatch(Interlock interlock) {
    this.interlock = interlock;
    this.fresh = micros(interlock.freshness());
  }

  /** Takes in the next sample, of any signal. */
  void accept(Sample sample) {
    if (!sample.signal().asset().equals(interlock.signal().asset())) {
      return;
    }
    eventTime = Math.max(eventTime, sample.sourceTime());
    arrivalTime = Math.max(arrivalTime, sample.arrivalTime());
    if (sample.signal().equals(interlock.signal()) && sample.sourceTime() > heard) {
      hear(sample);
    }
  }

  private void hear(Sample sample) {
    Phase next = phaseOf(sample);
    String text = sample.value().text();
    boolean isNews = next == Phase.NOT_MET && interlock.is().isPresent() && !text.equals(said);
    if (next != phase || isNews || sample.sourceTime() - heard > fresh) {
      since = sample.sourceTime();
      said = text;
    }
    phase = next;
    heard = sample.sourceTime();
  }

  private Phase phaseOf(Sample sample) {
    if (sample.quality() != Quality.GOOD) {
      return Phase.NOT_GOOD;
    }
    return interlock.isMetBy(sample.value()) ? Phase.MET : Phase.NOT_MET;
  }

  /** Whether it has held for long enough and does so now, which is {@code now}, µs UTC. */
  boolean holds(long now) {
    return phase == Phase.MET
        && !isStale()
        && !isSilent(now)
        && eventTime - since >= micros(interlock.lasting());
  }

  private boolean isStale() {
    return eventTime - heard > fresh;
  }

  private boolean isSilent(long now) {
    return now - arrivalTime > micros(SILENCE);
  }

  /** What is waited for and how it stands; the same text as long as nothing changes. */
  String text(long now) {
    return "waits until " + interlock + "; " + standing(now);
  }

  private String standing(long now) {
    if (phase == Phase.UNHEARD) {
      return "it was not heard of lately";
    }
    if (isStale() || isSilent(now)) {
      return "last heard "
          + time(heard)
          + ", longer ago than "
          + DurationText.format(isStale() ? interlock.freshness() : SILENCE);
    }
    return switch (phase) {
      case UNHEARD, MET -> "it is since " + time(since);
      case NOT_GOOD -> "its value is not good since " + time(since);
      case NOT_MET ->
          interlock.is().isPresent()
              ? "it is " + said + " since " + time(since)
              : "it is not since " + time(since) + ", when it was " + said;
    };
  }

  private static String time(long micros) {
    return Micros.instant(micros).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
