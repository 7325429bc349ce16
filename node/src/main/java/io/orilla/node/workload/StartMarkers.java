package io.orilla.node.workload;

import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that are started and not yet good. A marker is durable before the model's native code
 * is loaded and goes when its soak ends, well or not; the deaths of the agent inside that code are
 * counted by it. Thread-safe.
 */
final class StartMarkers {
  private static final Logger log = LoggerFactory.getLogger(StartMarkers.class);
  private static final String NAME = "workloads/starting.json";
  private static final int DEATHS = 2;

  private final Documents documents;
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
    this.documents = documents;
    this.calls = calls;
    this.boot = boot;
    read().ifPresent(this::countDeaths);
  }

  private Optional<Register> read() {
    try {
      return documents.read(NAME, Register.class);
    } catch (OrillaException e) {
      log.warn("Which models were being started is lost: {}", e.text());
      return Optional.empty();
    }
  }

  private void countDeaths(Register left) {
    for (Marker marker : left.markers()) {
      boolean died = left.boot().equals(boot) && calls.isInside(marker.slot());
      Marker counted = new Marker(marker.target(), marker.slot(), marker.deaths() + (died ? 1 : 0));
      (counted.deaths() < DEATHS ? markers : fatal).add(counted);
      calls.slot(marker.slot()).leave();
    }
    saveIfPossible();
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
      save();
      return calls.slot(free);
    }
    return calls.slot(before.get().slot());
  }

  /** The model is good, or given up. */
  synchronized void clear(Target target) {
    if (markers.removeIf(marker -> marker.target().isSameModelAs(target))) {
      saveIfPossible();
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

  /** A marker that stays too long is found again at the next start, and does no harm. */
  private void saveIfPossible() {
    try {
      save();
    } catch (OrillaException e) {
      log.warn("Markers of starts are not up to date on disk: {}", e.text());
    }
  }

  private void save() {
    documents.write(NAME, new Register(boot, List.copyOf(markers)));
  }
}
