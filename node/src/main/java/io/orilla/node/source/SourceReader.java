package io.orilla.node.source;

import io.orilla.model.connector.SampleListener;
import io.orilla.model.content.Micros;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.journal.Event;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.node.journal.Journal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals what a source says, as it comes: first the gaps that the samples end, then the samples.
 * A caller waits for the disk; nothing is queued in between. What a connection that was left behind
 * says after the journal's end is passed over.
 */
final class SourceReader implements SampleListener {
  private static final Logger log = LoggerFactory.getLogger(SourceReader.class);
  private static final int SAMPLES_IN_BLOCK = 4096;

  private final DesiredState.Source source;
  private final Journal journal;
  private final SignalTracks tracks;
  private final InstantSource clock;
  private final SourceCounters counters = new SourceCounters();
  private volatile State state;

  /** Of which nothing was missing until the source was lost. */
  private final List<SignalTrack> interrupted = new ArrayList<>();

  private boolean wasConnected;

  /** Whether the source is read, since when, and why not. */
  private record State(boolean connected, Instant since, String reason) {}

  SourceReader(
      DesiredState.Source source, Journal journal, SignalTracks tracks, InstantSource clock) {
    this.source = source;
    this.journal = journal;
    this.tracks = tracks;
    this.clock = clock;
    this.state = new State(false, clock.instant(), "not connected yet");
  }

  SourceStatus status() {
    State now = state;
    return new SourceStatus(
        source.name(),
        source.generation(),
        source.spec().connector(),
        now.connected(),
        now.since(),
        now.reason(),
        counters.figures(source.name()));
  }

  @Override
  public void received(List<Sample> samples) {
    untilTheEnd(
        () -> inBlocks(samples, block -> tracks.change(() -> journal(block, this::isFresh))));
  }

  @Override
  public void received(List<Sample> samples, String place) {
    if (tracks.places().of(source.name()).isEmpty()) {
      untilTheEnd(() -> tracks.begins(source.name(), source.spec(), place));
    }
    untilTheEnd(
        () ->
            tracks.change(
                () -> {
                  inBlocks(samples, block -> journal(block, this::isNotTold));
                  tracks.places().moved(source.name(), place);
                }));
    tracks.moved();
  }

  @Override
  public Optional<String> place() {
    return tracks.places().of(source.name());
  }

  private boolean isFresh(Sample sample) {
    return !tracks.of(sample.signal()).repeats(sample);
  }

  private boolean isNotTold(Sample sample) {
    return !tracks.places().isTold(source.name(), sample.signal());
  }

  private void untilTheEnd(Runnable news) {
    try {
      news.run();
    } catch (CancellationException e) {
      log.debug("{} is read by nobody any more", source.name(), e);
    }
  }

  private static void inBlocks(List<Sample> samples, Consumer<List<Sample>> journal) {
    for (int from = 0; from < samples.size(); from += SAMPLES_IN_BLOCK) {
      journal.accept(samples.subList(from, Math.min(samples.size(), from + SAMPLES_IN_BLOCK)));
    }
  }

  private void journal(List<Sample> samples, Predicate<Sample> isFresh) {
    List<Event> gaps = new ArrayList<>();
    List<Sample> fresh = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      if (isFresh.test(sample)) {
        SignalTrack track = tracks.of(sample.signal());
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
    counters.received(samples, samples.size() - fresh.size(), clock.instant());
  }

  private Event gap(Sample sample, long after, GapReason reason) {
    return new Event.Gap(
        now(), source.name(), sample.signal(), after, sample.sourceTime(), reason.text());
  }

  @Override
  public void resumed() {
    interrupted.forEach(SignalTrack::goesOn);
    connected();
  }

  @Override
  public void connected() {
    interrupted.clear();
    wasConnected = true;
    counters.connected(clock.instant());
    move(true, "");
  }

  /**
   * Before the first connection of this run nothing was read that could be interrupted, and what
   * can be read again goes on where it was.
   */
  @Override
  public void disconnected(String reason) {
    if (wasConnected && place().isEmpty()) {
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
      SignalTrack track = tracks.of(signal.name());
      if (track.expectGap(GapReason.DISCONNECTED)) {
        interrupted.add(track);
      }
    }
  }

  @Override
  public void overflowed(SignalName signal) {
    tracks.of(signal).expectGap(GapReason.OVERFLOW);
    tracks.places().forget(source.name(), signal);
  }

  @Override
  public void refused(SignalName signal, String reason) {
    tracks.of(signal).expectGap(GapReason.REFUSED);
    counters.refused(signal, reason);
  }

  @Override
  public void heard() {
    counters.heard(clock.instant());
  }

  private void move(boolean connected, String reason) {
    State before = state;
    if (before.connected() == connected && before.reason().equals(reason)) {
      return;
    }
    Instant since = before.connected() == connected ? before.since() : clock.instant();
    state = new State(connected, since, reason);
    untilTheEnd(
        () -> journal.append(new Event.SourceState(now(), source.name(), connected, reason)));
  }

  private long now() {
    return Micros.of(clock.instant());
  }
}
