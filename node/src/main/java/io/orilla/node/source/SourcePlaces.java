package io.orilla.node.source;

import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.SignalName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the sources were read that can be read again. A place is noted with the journal's state
 * from time to time; what was journalled behind it is counted, so that it is not taken twice.
 * Changed by the source's calls alone, one after another.
 */
final class SourcePlaces {
  private final Map<ObjectName, Kept> places = new ConcurrentHashMap<>();

  /** Those who have a signal, while the journal is read at the start. */
  private final Map<SignalName, Kept> ofSignals = new HashMap<>();

  /**
   * @param text as the connector said it
   * @param ahead for each of the source's signals, how many of its samples behind the place are
   *     journalled
   */
  record Place(String text, Map<String, Long> ahead) {}

  private static final class Kept {
    private String text;
    private final Map<SignalName, Long> ahead = new HashMap<>();

    Kept(String text) {
      this.text = text;
    }

    Place place() {
      Map<String, Long> counts = new TreeMap<>();
      ahead.forEach((signal, count) -> counts.put(signal.text(), count));
      return new Place(text, counts);
    }
  }

  void recall(Map<String, Place> kept) {
    kept.forEach(
        (source, place) -> {
          Kept recalled = new Kept(place.text());
          places.put(new ObjectName(source), recalled);
          place
              .ahead()
              .forEach(
                  (name, count) -> {
                    SignalName signal = new SignalName(name);
                    recalled.ahead.put(signal, count);
                    ofSignals.put(signal, recalled);
                  });
        });
  }

  /** A sample that the journal has and the noted places do not know of. */
  void replay(SignalName signal) {
    Kept kept = ofSignals.get(signal);
    if (kept != null) {
      kept.ahead.merge(signal, 1L, Long::sum);
    }
  }

  Optional<String> of(ObjectName source) {
    return Optional.ofNullable(places.get(source)).map(kept -> kept.text);
  }

  /** The signals that a source has from now on. */
  void opening(ObjectName source, Collection<SignalName> signals) {
    Kept kept = places.get(source);
    if (kept != null) {
      kept.ahead.keySet().retainAll(signals);
      signals.forEach(signal -> kept.ahead.putIfAbsent(signal, 0L));
    }
  }

  void moved(ObjectName source, String place) {
    places.computeIfAbsent(source, name -> new Kept(place)).text = place;
  }

  /** Whether a sample is told once more that the journal has. */
  boolean isTold(ObjectName source, SignalName signal) {
    Kept kept = places.get(source);
    long ahead = kept == null ? 0 : kept.ahead.getOrDefault(signal, 0L);
    if (kept == null || ahead == 0) {
      return false;
    }
    kept.ahead.put(signal, ahead - 1);
    return true;
  }

  /** What comes of a signal is new. */
  void forget(ObjectName source, SignalName signal) {
    Kept kept = places.get(source);
    if (kept != null) {
      kept.ahead.replace(signal, 0L);
    }
  }

  Map<String, Place> kept() {
    Map<String, Place> kept = new TreeMap<>();
    places.forEach((source, place) -> kept.put(source.text(), place.place()));
    return kept;
  }
}
