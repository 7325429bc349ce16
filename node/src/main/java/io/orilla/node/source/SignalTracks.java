package io.orilla.node.source;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.model.journal.SampleRecords;
import io.orilla.model.signal.Sample;
import io.orilla.model.signal.SignalName;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import io.orilla.node.journal.LaneCheckpoints;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tracks of all signals, through restarts: a document from time to time, and the journal since.
 * Thread-safe.
 */
final class SignalTracks implements AutoCloseable {
  private static final String NAME = "sources/tracks";
  private static final long SAMPLES_BETWEEN_CHECKPOINTS = 50_000;

  private static final long NANOS_BETWEEN_PLACES = 60_000_000_000L;

  private final Journal journal;
  private final LaneCheckpoints<Checkpoint> checkpoints;
  private final SourcePlaces places = new SourcePlaces();
  private final Map<SignalName, SignalTrack> tracks = new ConcurrentHashMap<>();
  private volatile long placesNoted = System.nanoTime();

  /**
   * @param sequence of the signals lane, up to which the times count
   * @param last source time of each signal's last sample, by its name
   * @param seen of those whose last samples came and were lost from the journal
   * @param places of the sources that can be read again, by their name
   */
  private record Checkpoint(
      JournalEpoch epoch,
      long sequence,
      Map<String, Long> last,
      Map<String, Long> seen,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, SourcePlaces.Place> places) {
    /** Whether the journal was set back since: it lacks records that this one speaks of. */
    boolean isAheadOf(Journal journal) {
      return epoch.equals(journal.epoch()) && sequence > journal.last(Lane.SIGNALS);
    }
  }

  private SignalTracks(Journal journal, Documents documents) {
    this.journal = journal;
    this.checkpoints =
        new LaneCheckpoints<>(
            journal,
            Lane.SIGNALS,
            SAMPLES_BETWEEN_CHECKPOINTS,
            documents.kept(NAME, Checkpoint.class),
            this::checkpoint);
  }

  /**
   * Reads what the last run knew; every signal that was ever read may have missed samples since.
   */
  static SignalTracks load(Journal journal, Documents documents) {
    SignalTracks tracks = new SignalTracks(journal, documents);
    Optional<Checkpoint> kept = tracks.checkpoints.load();
    kept.ifPresent(checkpoint -> tracks.recall(checkpoint, checkpoint.isAheadOf(journal)));
    tracks.checkpoints.follow(
        kept.filter(checkpoint -> checkpoint.epoch().equals(journal.epoch()))
            .filter(checkpoint -> !checkpoint.isAheadOf(journal))
            .map(Checkpoint::sequence)
            .orElse(0L),
        block -> SampleRecords.decode(block.payload()).forEach(tracks::replay));
    tracks.tracks.values().forEach(track -> track.expectGap(GapReason.RESTART));
    tracks.checkpoints.note();
    return tracks;
  }

  /** What was lost from the journal begins a gap; what it was is known all the same. */
  private void recall(Checkpoint checkpoint, boolean lost) {
    checkpoint
        .last()
        .forEach(
            (name, last) ->
                tracks.put(
                    new SignalName(name),
                    new SignalTrack(
                        lost ? SignalTrack.NONE : last,
                        checkpoint.seen().getOrDefault(name, last))));
    places.recall(checkpoint.places());
  }

  private void replay(Sample sample) {
    of(sample.signal()).passed(sample);
    places.replay(sample.signal());
  }

  SignalTrack of(SignalName signal) {
    return tracks.computeIfAbsent(signal, name -> new SignalTrack(SignalTrack.NONE));
  }

  /** Notes, durably, that a source's signals are about to be read: a kill from now on is a gap. */
  void opening(ObjectName source, SourceSpec spec) {
    List<SignalName> signals = spec.signals().stream().map(SourceSpec.Signal::name).toList();
    boolean known = true;
    for (SignalName signal : signals) {
      known &= tracks.putIfAbsent(signal, new SignalTrack(SignalTrack.NONE)) != null;
    }
    boolean goesOn = places.of(source).isPresent();
    if (goesOn) {
      signals.forEach(signal -> of(signal).goesOn());
      checkpoints.change(() -> places.opening(source, signals));
    }
    if (goesOn || !known) {
      checkpoints.note();
    }
  }

  SourcePlaces places() {
    return places;
  }

  /** Notes, durably, where a source that can be read again begins. */
  void begins(ObjectName source, SourceSpec spec, String place) {
    checkpoints.change(
        () -> {
          places.moved(source, place);
          places.opening(source, spec.signals().stream().map(SourceSpec.Signal::name).toList());
        });
    checkpoints.note();
  }

  /** Notes places once in a while: what was read from a file may not be there for ever. */
  void moved() {
    long now = System.nanoTime();
    if (now - placesNoted > NANOS_BETWEEN_PLACES) {
      placesNoted = now;
      checkpoints.noteBesides();
    }
  }

  /** Lets samples pass and journals them: what is noted of a signal is journalled. */
  void change(Runnable passing) {
    checkpoints.change(passing);
  }

  private Checkpoint checkpoint(long sequence) {
    Map<String, Long> last = new TreeMap<>();
    Map<String, Long> seen = new TreeMap<>();
    tracks.forEach(
        (signal, track) -> {
          last.put(signal.text(), track.last());
          if (track.seen() != track.last()) {
            seen.put(signal.text(), track.seen());
          }
        });
    return new Checkpoint(journal.epoch(), sequence, last, seen, places.kept());
  }

  @Override
  public void close() {
    checkpoints.close();
  }
}
