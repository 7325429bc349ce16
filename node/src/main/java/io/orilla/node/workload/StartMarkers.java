package io.orilla.node.workload;

import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The models whose native code runs here. A marker is durable before the code of a model that has
 * yet to prove itself is loaded; the deaths of the agent inside it are counted by it until the
 * model proves good. Thread-safe.
 */
final class StartMarkers {
  private static final int DEATHS = 2;

  private final Note<Register> note;
  private final NativeCalls calls;
  private final String boot;
  private final Predicate<Target> proven;
  private final List<Marker> markers = new ArrayList<>();
  private final List<Marker> fatal = new ArrayList<>();

  /**
   * @param slot of {@link NativeCalls}
   * @param deaths of the agent inside this model's native code since it proved good last
   */
  record Marker(Target target, int slot, int deaths) {
    Marker withDeaths(int count) {
      return new Marker(target, slot, count);
    }
  }

  /**
   * @param boot of the machine, as a power cut is no death that the model is to blame for
   */
  private record Register(String boot, List<Marker> markers) {}

  /**
   * @param proven tells a model that proved good here
   */
  StartMarkers(Documents documents, NativeCalls calls, String boot, Predicate<Target> proven) {
    this.note = documents.note("workloads/starting", Register.class, "whose native code runs");
    this.calls = calls;
    this.boot = boot;
    this.proven = proven;
    note.read().ifPresent(this::countDeaths);
    calls.leaveAll();
  }

  private void countDeaths(Register left) {
    List<Marker> suspects = left.boot().equals(boot) ? suspects(left.markers()) : List.of();
    for (Marker marker : left.markers()) {
      int deaths = marker.deaths() + (suspects.contains(marker) ? 1 : 0);
      (deaths < DEATHS ? markers : fatal).add(marker.withDeaths(deaths));
    }
    note.write(register());
  }

  /** Who proved good is not suspected while another was in native code that has yet to do so. */
  private List<Marker> suspects(List<Marker> left) {
    List<Marker> inside = left.stream().filter(marker -> calls.isInside(marker.slot())).toList();
    List<Marker> unproven =
        inside.stream().filter(marker -> !proven.test(marker.target())).toList();
    return unproven.isEmpty() ? inside : unproven;
  }

  /** The models under which the agent died too often; each is told of once. */
  synchronized List<Target> fatal() {
    List<Target> told = fatal.stream().map(Marker::target).toList();
    fatal.clear();
    return told;
  }

  /** The models under which the agent died since they proved good last. */
  synchronized List<Target> doubtful() {
    return markers.stream().filter(marker -> marker.deaths() > 0).map(Marker::target).toList();
  }

  /** Notes that the model is about to be loaded; one that proved good waits for no disk. */
  synchronized NativeCalls.Slot begin(Target target) {
    Optional<Marker> before = find(target);
    if (before.isPresent()) {
      return calls.slot(before.get().slot());
    }
    Marker marker = new Marker(target, freeSlot(), 0);
    markers.add(marker);
    if (proven.test(target)) {
      note.write(register());
    } else {
      writeOrForget(marker);
    }
    return calls.slot(marker.slot());
  }

  private void writeOrForget(Marker marker) {
    try {
      note.writeOrFail(register());
    } catch (OrillaException e) {
      markers.remove(marker);
      throw e;
    }
  }

  /** The model proved good: the deaths before count no more, and it is alone on its seat. */
  synchronized void prove(Target target) {
    boolean alone = markers.removeIf(marker -> isOther(marker.target(), target));
    Optional<Marker> died = find(target).filter(marker -> marker.deaths() > 0);
    died.ifPresent(marker -> markers.set(markers.indexOf(marker), marker.withDeaths(0)));
    if (alone || died.isPresent()) {
      note.write(register());
    }
  }

  private static boolean isOther(Target one, Target target) {
    return one.seat().equals(target.seat()) && !one.isSameModelAs(target);
  }

  /** The model is given up; a marker that stays too long does no harm. */
  synchronized void clear(Target target) {
    if (markers.removeIf(marker -> marker.target().isSameModelAs(target))) {
      note.write(register());
    }
  }

  /** Nobody is at work on other seats. */
  synchronized void keepOnly(Set<Seat> seats) {
    if (markers.removeIf(marker -> !seats.contains(marker.target().seat()))) {
      note.write(register());
    }
  }

  /** The agent ends in order: who is in native code now, is not what it dies of. */
  void end() {
    calls.leaveAll();
  }

  private Optional<Marker> find(Target target) {
    return markers.stream().filter(marker -> marker.target().isSameModelAs(target)).findFirst();
  }

  /** One that nobody has, nor a thread that was left behind in native code. */
  private int freeSlot() {
    return IntStream.range(0, NativeCalls.SLOTS)
        .filter(slot -> !calls.isInside(slot))
        .filter(slot -> markers.stream().noneMatch(marker -> marker.slot() == slot))
        .findFirst()
        .orElseGet(() -> markers.isEmpty() ? 0 : markers.removeFirst().slot());
  }

  private Register register() {
    return new Register(boot, List.copyOf(markers));
  }
}
