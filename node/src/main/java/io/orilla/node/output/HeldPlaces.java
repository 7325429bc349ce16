package io.orilla.node.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.Note;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses with a fail-safe value at which something else may stand, known over the agent's
 * death: a kill writes no fail-safe value, so the next start does. It is written when an address
 * changes hands, not with each value. Thread-safe.
 */
final class HeldPlaces {
  private final Note<Held> note;
  private final Set<Place> held = new LinkedHashSet<>();
  private boolean noted = true;

  /** An output of this name, at the peer of these settings. */
  record Owner(ObjectName output, String connector, JsonNode settings) {
    static Owner of(DesiredState.Output output) {
      OutputSpec spec = output.spec();
      return new Owner(output.name(), spec.connector(), spec.settings());
    }

    /** An output that has these places, to be retired: what it is on is never heard. */
    DesiredState.Output output(ObjectName node, List<Place> places) {
      List<OutputSpec.Write> writes =
          places.stream()
              .map(
                  place ->
                      new OutputSpec.Write(
                          place.address(),
                          Optional.empty(),
                          Optional.of(output),
                          Optional.empty(),
                          Optional.empty()))
              .toList();
      return new DesiredState.Output(output, 0, new OutputSpec(node, connector, settings, writes));
    }
  }

  /** An address of an output. */
  record Place(Owner owner, String address) {
    static Place of(DesiredState.Output output, String address) {
      return new Place(Owner.of(output), address);
    }

    boolean isOf(DesiredState.Output output) {
      return owner.equals(Owner.of(output))
          && output.spec().writes().stream().anyMatch(write -> write.address().equals(address));
    }
  }

  private record Held(List<Place> places) {}

  HeldPlaces(Documents documents) {
    this.note =
        documents.note(
            "outputs/held", Held.class, "which addresses do not hold their fail-safe value");
    note.read().ifPresent(lastLife -> held.addAll(lastLife.places()));
  }

  /** All of them. */
  synchronized List<Place> all() {
    return List.copyOf(held);
  }

  Hold of(DesiredState.Output output, String address) {
    return new Hold(Place.of(output, address));
  }

  private synchronized void change(Place place, boolean isHeld) {
    boolean changed = isHeld ? held.add(place) : held.remove(place);
    if (changed || !noted) {
      noted = note.write(new Held(List.copyOf(held)));
    }
  }

  private synchronized boolean isHeld(Place place) {
    return held.contains(place);
  }

  /** What is known of one address. */
  final class Hold {
    private final Place place;

    private Hold(Place place) {
      this.place = place;
    }

    boolean isTaken() {
      return isHeld(place);
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
