package io.orilla.node.output;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.Documents;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses with a fail-safe value at which something else may stand, known over the agent's
 * death: a kill writes no fail-safe value, so the next start does. It is written when an address
 * changes hands, not with each value. Thread-safe.
 */
final class HeldPlaces {
  private static final Logger log = LoggerFactory.getLogger(HeldPlaces.class);
  private static final String NAME = "outputs/held";

  private final Documents documents;
  private boolean noted = true;
  private final Set<Place> held =
      new ConcurrentSkipListSet<>(
          Comparator.comparing(Place::output).thenComparing(Place::address));

  /** An address of an output. */
  private record Place(ObjectName output, String address) {}

  private record Held(List<Place> places) {}

  HeldPlaces(Documents documents) {
    this.documents = documents;
    Optional<Held> lastLife = documents.read(NAME, Held.class);
    lastLife.ifPresent(kept -> held.addAll(kept.places()));
  }

  Hold of(ObjectName output, String address) {
    return new Hold(new Place(output, address));
  }

  private synchronized void change(Place place, boolean isHeld) {
    boolean changed = isHeld ? held.add(place) : held.remove(place);
    if (!changed && noted) {
      return;
    }
    try {
      documents.write(NAME, new Held(List.copyOf(held)));
      noted = true;
    } catch (OrillaException e) {
      if (noted) {
        log.warn("After a kill nobody would know what was written to {}: {}", place, e.text());
      }
      noted = false; // tried again with the next one
    }
  }

  /** What is known of one address. */
  final class Hold {
    private final Place place;

    private Hold(Place place) {
      this.place = place;
    }

    boolean isTaken() {
      return held.contains(place);
    }

    /** To be told before anything but the fail-safe value is written. */
    void take() {
      change(place, true);
    }

    /** The fail-safe value stands there. */
    void release() {
      change(place, false);
    }
  }
}
