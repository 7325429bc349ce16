package io.orilla.node.workload;

import io.orilla.node.disk.Documents;
import io.orilla.node.disk.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The models that are started and not yet good. A marker is durable before the model's native code
 * is loaded and goes when its soak ends, well or not; the deaths of the agent inside that code are
 * counted by it. Thread-safe.
 */
final class StartMarkers {
  private static final int DEATHS = 2;

  private final Note<Register> note;
  private final NativeCalls calls;
  private final String boot;
  private final List<Marker> markers = new ArrayList<>();
  private final List<Marker> fatal = new ArrayList<>();

  /**
   * @param slot of {@link NativeCalls}
   * @param deaths of the agent inside this model's native code
   */
  record Marker(Target target, int slot, int deaths) {}

  /**
   * @param boot of the machine, as a power cut is no death that the model is to blame for
   */
  private record Register(String boot, List<Marker> markers) {}

  StartMarkers(Documents documents, NativeCalls calls, String boot) {
    this.note = documents.note("workloads/starting", Register.class, "what is being started");
    this.calls = calls;
    this.boot = boot;
    note.read().ifPresent(this::countDeaths);
  }

  private void countDeaths(Register left) {
    for (Marker marker : left.markers()) {
      boolean died = left.boot().equals(boot) && calls.isInside(marker.slot());
      Marker counted = new Marker(marker.target(), marker.slot(), marker.deaths() + (died ? 1 : 0));
      (counted.deaths() < DEATHS ? markers : fatal).add(counted);
      calls.slot(marker.slot()).leave();
    }
    note.write(register());
  }

  /** The models under which the agent died too often; each is told of once. */
  synchronized List<Target> fatal() {
    List<Target> told = fatal.stream().map(Marker::target).toList();
    fatal.clear();
    return told;
  }

  /** How often the agent died under this model. */
  synchronized int deaths(Target target) {
    return find(target).map(Marker::deaths).orElse(0);
  }

  /** Notes that the model is about to be loaded. */
  synchronized NativeCalls.Slot begin(Target target) {
    Optional<Marker> before = find(target);
    if (before.isEmpty()) {
      int free = freeSlot();
      markers.add(new Marker(target, free, 0));
      note.writeOrFail(register());
      return calls.slot(free);
    }
    return calls.slot(before.get().slot());
  }

  /** The model is good, or given up; a marker that stays too long does no harm. */
  synchronized void clear(Target target) {
    if (markers.removeIf(marker -> marker.target().isSameModelAs(target))) {
      note.write(register());
    }
  }

  private Optional<Marker> find(Target target) {
    return markers.stream().filter(marker -> marker.target().isSameModelAs(target)).findFirst();
  }

  private int freeSlot() {
    return IntStream.range(0, NativeCalls.SLOTS)
        .filter(slot -> markers.stream().noneMatch(marker -> marker.slot() == slot))
        .findFirst()
        .orElseGet(() -> markers.removeFirst().slot());
  }

  private Register register() {
    return new Register(boot, List.copyOf(markers));
  }
}
