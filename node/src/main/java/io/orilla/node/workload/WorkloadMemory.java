package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.Note;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the node knows of its workloads beside the desired state, and keeps over restarts: which
 * champions it has, which models proved good, which are held back. Thread-safe. Durable when a
 * method returns, unless the disk takes nothing; then the next change that it takes says all.
 */
final class WorkloadMemory {
  private static final int KEPT = 16;

  /** The one that is good, and the one that comes back should the agent die of it. */
  private static final int LAST_GOOD = 2;

  private final Note<Kept> note;
  private final Map<ObjectName, Entry> entries = new ConcurrentSkipListMap<>();
  private List<Reached> states = List.of();

  /** A model that is not to be started again, and the generation that it came with. */
  record Held(Target target, String reason) {}

  /** The bundles of a desired state. */
  private record Reached(StateVersion version, Set<Digest> bundles) {}

  /**
   * @param last what the workload was to become
   * @param good models that proved good, the newest first
   * @param held models that are held back, the newest first
   */
  private record Entry(@Nullable Target last, List<Target> good, List<Held> held) {
    static final Entry NEW = new Entry(null, List.of(), List.of());

    List<Target> goodBeside(Target target) {
      return good.stream().filter(other -> !other.isSameModelAs(target)).toList();
    }

    List<Held> heldBeside(Target target) {
      return held.stream().filter(other -> !other.target().isSameModelAs(target)).toList();
    }
  }

  private record Named(ObjectName name, Entry entry) {}

  private record Kept(List<Named> workloads, List<Reached> states) {}

  WorkloadMemory(Documents documents) {
    this.note = documents.note("workloads/memory", Kept.class, "what is known of workloads");
    note.read().ifPresent(this::recall);
  }

  private void recall(Kept kept) {
    kept.workloads().forEach(named -> entries.put(named.name(), named.entry()));
    states = kept.states();
  }

  /** Notes what a state names: champions to keep when a later one is silent of them. */
  synchronized void reach(DesiredState state, Collection<Target> targets) {
    state.removed().forEach(entries::remove);
    for (Target target : targets) {
      Entry entry = entry(target);
      entries.put(target.name(), new Entry(target, entry.good(), entry.held()));
    }
    Set<Digest> bundles = new LinkedHashSet<>();
    state.workloads().forEach(workload -> bundles.add(workload.bundle()));
    if (states.isEmpty() || !states.getFirst().version().equals(state.version())) {
      states = newest(new Reached(state.version(), bundles), states, 2);
    }
    save();
  }

  /** A champion that another one replaced on its seat. */
  synchronized void forget(ObjectName name) {
    if (entries.remove(name) != null) {
      save();
    }
  }

  /** The champions that were told of last, also those that the newest state is silent of. */
  synchronized List<Target> champions() {
    return entries.values().stream()
        .flatMap(entry -> Stream.ofNullable(entry.last()))
        .filter(Target::champions)
        .toList();
  }

  synchronized void proveGood(Target target) {
    Entry entry = entry(target);
    List<Target> others = entry.goodBeside(target);
    entries.put(
        target.name(),
        new Entry(entry.last(), newest(target, others, KEPT), entry.heldBeside(target)));
    save();
  }

  /** The model has to prove itself once more. */
  synchronized void doubt(Target target) {
    Entry entry = entry(target);
    List<Target> others = entry.goodBeside(target);
    if (others.size() < entry.good().size()) {
      entries.put(target.name(), new Entry(entry.last(), others, entry.held()));
      save();
    }
  }

  /** Whether this very model proved good on this node, and is not doubted or held back since. */
  synchronized boolean isGood(Target target) {
    return entry(target).good().stream().anyMatch(target::isSameModelAs);
  }

  /**
   * The model that proved good last on the target's seat and is not held back. Waits for no disk:
   * the status says it.
   */
  Optional<Target> lastGood(Target target) {
    return entry(target).good().stream()
        .filter(good -> good.seat().equals(target.seat()))
        .findFirst();
  }

  /** Whether another model proved good on the target's seat, and could take it over. */
  boolean hasGoodBeside(Target target) {
    return entry(target).goodBeside(target).stream()
        .anyMatch(good -> good.seat().equals(target.seat()));
  }

  synchronized void holdBack(Target target, String reason) {
    Entry entry = entry(target);
    List<Held> others = entry.heldBeside(target);
    entries.put(
        target.name(),
        new Entry(
            entry.last(),
            entry.goodBeside(target),
            newest(new Held(target, reason), others, KEPT)));
    save();
  }

  /** Why the model is held back; a newer generation that says retry lets it go. */
  synchronized Optional<String> heldBack(Target target) {
    return entry(target).held().stream()
        .filter(held -> held.target().isSameModelAs(target))
        .filter(
            held -> !target.workload().retry() || target.generation() <= held.target().generation())
        .map(Held::reason)
        .findFirst();
  }

  /** The bundles that may be needed: of this state and the one before, and what may come back. */
  synchronized Set<Digest> bundles() {
    Set<Digest> bundles = new LinkedHashSet<>();
    states.forEach(state -> bundles.addAll(state.bundles()));
    for (Entry entry : entries.values()) {
      Stream.ofNullable(entry.last()).forEach(target -> bundles.add(target.bundle()));
      entry.good().stream().limit(LAST_GOOD).forEach(target -> bundles.add(target.bundle()));
    }
    return bundles;
  }

  private Entry entry(Target target) {
    return entries.getOrDefault(target.name(), Entry.NEW);
  }

  private static <T> List<T> newest(T first, List<T> others, int kept) {
    List<T> all = new ArrayList<>(List.of(first));
    others.stream().limit(kept - 1L).forEach(all::add);
    return List.copyOf(all);
  }

  private void save() {
    List<Named> named =
        entries.entrySet().stream()
            .map(entry -> new Named(entry.getKey(), entry.getValue()))
            .toList();
    note.write(new Kept(named, states));
  }
}
