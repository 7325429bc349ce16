package io.orilla.node.source;

import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.node.journal.Journal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Journals what a source says, as it comes: first the gaps that the samples end, then the samples.
 * A caller waits for the disk; nothing is queued in between.
 */
final class SourceReader implements SampleListener {
  private static final int SAMPLES_IN_BLOCK = 4096;

  private final DesiredState.Source source;
  private final Journal journal;
  private final SignalTracks tracks;
  private final InstantSource clock;
  private volatile SourceStatus status;
  private boolean wasConnected;

  SourceReader(
      DesiredState.Source source, Journal journal, SignalTracks tracks, InstantSource clock) {
    this.source = source;
    this.journal = journal;
    this.tracks = tracks;
    this.clock = clock;
    this.status =
        new SourceStatus(
            source.name(),
            source.generation(),
            source.spec().connector(),
            false,
            clock.instant(),
            "not connected yet",
            0);
  }

  SourceStatus status() {
    return status;
  }

  @Override
  public void received(List<Sample> samples) {
    for (int from = 0; from < samples.size(); from += SAMPLES_IN_BLOCK) {
      List<Sample> block = samples.subList(from, Math.min(samples.size(), from + SAMPLES_IN_BLOCK));
      tracks.change(() -> journal(block));
    }
  }

  private void journal(List<Sample> samples) {
    List<Event> gaps = new ArrayList<>();
    List<Sample> fresh = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      SignalTrack track = tracks.of(sample.signal());
      if (!track.repeats(sample)) {
        GapReason gap = track.endedBy(sample);
        if (gap != null) {
          gaps.add(gap(sample, track.last(), gap));
        }
        track.passed(sample);
        fresh.add(sample);
      }
    }
    if (!gaps.isEmpty()) {
      journal.append(gaps);
    }
    if (!fresh.isEmpty()) {
      journal.appendSamples(fresh);
    }
    countRepeated(samples.size() - fresh.size());
  }

  private Event gap(Sample sample, long after, GapReason reason) {
    return new Event.Gap(
        now(), source.name(), sample.signal(), after, sample.sourceTime(), reason.text());
  }

  private void countRepeated(int count) {
    if (count > 0) {
      SourceStatus now = status;
      status =
          new SourceStatus(
              now.name(),
              now.generation(),
              now.connector(),
              now.connected(),
              now.since(),
              now.reason(),
              now.repeated() + count);
    }
  }

  @Override
  public void connected() {
    wasConnected = true;
    move(true, "");
  }

  /** Before the first connection of this run nothing was read that could be interrupted. */
  @Override
  public void disconnected(String reason) {
    if (wasConnected) {
      expectGaps();
    }
    move(false, reason);
  }

  /** Says that the source is no longer read. */
  void closed() {
    disconnected("closed");
  }

  private void expectGaps() {
    for (SourceSpec.Signal signal : source.spec().signals()) {
      tracks.of(signal.name()).expectGap(GapReason.DISCONNECTED);
    }
  }

  @Override
  public void overflowed(SignalName signal) {
    tracks.of(signal).expectGap(GapReason.OVERFLOW);
  }

  private void move(boolean connected, String reason) {
    SourceStatus before = status;
    if (before.connected() == connected && before.reason().equals(reason)) {
      return;
    }
    status =
        new SourceStatus(
            before.name(),
            before.generation(),
            before.connector(),
            connected,
            before.connected() == connected ? before.since() : clock.instant(),
            reason,
            before.repeated());
    journal.append(new Event.SourceState(now(), source.name(), connected, reason));
  }

  private long now() {
    return Micros.of(clock.instant());
  }
}
