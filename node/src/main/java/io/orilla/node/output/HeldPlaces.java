package io.orilla.node.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.OutputSpec;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.Note;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses with a fail-safe value at which something else may stand, known over the agent's
 * death: a kill writes no fail-safe value, so the next start does. It is written when an address
 * changes hands, not with each value. Thread-safe.
 */
final class HeldPlaces {
  private final Note<Held> note;
  private final Map<Place, ObjectName> held = new LinkedHashMap<>();
  private boolean noted = true;

  /** An address of the peer that these settings name, whichever output writes there. */
  record Place(String connector, JsonNode settings, String address) {
    static Place of(DesiredState.Output output, String address) {
      return new Place(output.spec().connector(), output.spec().settings(), address);
    }

    boolean isOf(DesiredState.Output output) {
      return output.spec().writes().stream()
          .anyMatch(write -> Place.of(output, write.address()).equals(this));
    }
  }

  /**
   * @param output which wrote there last
   */
  record Holding(ObjectName output, Place place) {
    /** An output to be retired: what it is on is never heard. */
    DesiredState.Output orphan(ObjectName node) {
      OutputSpec.Write write =
          new OutputSpec.Write(
              place.address(),
              Optional.empty(),
              Optional.of(output),
              Optional.empty(),
              Optional.empty());
      OutputSpec spec = new OutputSpec(node, place.connector(), place.settings(), List.of(write));
      return new DesiredState.Output(output, 0, spec);
    }
  }

  private record Held(List<Holding> places) {}

  HeldPlaces(Documents documents) {
    this.note =
        documents.note(
            "outputs/held", Held.class, "which addresses do not hold their fail-safe value");
    note.read()
        .ifPresent(
            lastLife -> lastLife.places().forEach(one -> held.put(one.place(), one.output())));
  }

  synchronized List<Holding> all() {
    return held.entrySet().stream().map(one -> new Holding(one.getValue(), one.getKey())).toList();
  }

  Hold of(DesiredState.Output output, String address) {
    return new Hold(new Holding(output.name(), Place.of(output, address)));
  }

  private synchronized void change(Holding one, boolean isHeld) {
    boolean changed =
        isHeld
            ? !one.output().equals(held.put(one.place(), one.output()))
            : held.remove(one.place()) != null;
    if (changed || !noted) {
      noted = note.write(new Held(all()));
    }
  }

  private synchronized boolean isHeld(Place place) {
    return held.containsKey(place);
  }

  /** What is known of one address. */
  final class Hold {
    private final Holding holding;

    private Hold(Holding holding) {
      this.holding = holding;
    }

    boolean isTaken() {
      return isHeld(holding.place());
    }

    /** To be told before anything but the fail-safe value is written. */
    void take() {
      change(holding, true);
    }

    /** The fail-safe value stands there. */
    void release() {
      change(holding, false);
    }
  }
}
