package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The seats that are taken, each with its champion's thread. A seat keeps its evaluator while
 * models come and go on it. Thread-safe.
 */
final class Seats implements AutoCloseable {
  private final ObjectName node;
  private final Journal journal;
  private final DecidedWindows decided;
  private final FeedStarts starts;
  private final Duration longestWindow;
  private final InstantSource clock;
  private final Champion.Failures failures;
  private final Map<Seat, Champion> champions = new ConcurrentHashMap<>();

  Seats(
      ObjectName node,
      Journal journal,
      Documents documents,
      Duration longestWindow,
      InstantSource clock,
      Champion.Failures failures) {
    this.node = node;
    this.journal = journal;
    this.decided = DecidedWindows.load(journal, documents);
    this.starts = new FeedStarts(journal, documents);
    this.longestWindow = longestWindow;
    this.clock = clock;
    this.failures = failures;
  }

  /** Makes a loaded model the one that decides on its seat, and owns it from then on. */
  void place(LoadedModel model) {
    champions.computeIfAbsent(model.target().seat(), this::champion).place(model);
  }

  private Champion champion(Seat seat) {
    WindowDecider decider = new WindowDecider(node, seat, journal, decided, clock);
    return new Champion(seat, journal, decided, starts, decider, longestWindow, failures);
  }

  /** What decides on the seat, or is about to. */
  Optional<Target> placed(Seat seat) {
    return Optional.ofNullable(champions.get(seat)).flatMap(Champion::placed);
  }

  /** The bundle that decides on the seat now. */
  Optional<Digest> running(Seat seat) {
    return Optional.ofNullable(champions.get(seat)).flatMap(Champion::running);
  }

  /** How long the seat's windows take. */
  DecisionLatency latency(Seat seat) {
    Champion champion = champions.get(seat);
    return champion == null ? DecisionLatency.NONE : champion.latency();
  }

  /** End of the last window that has its prediction, µs UTC; 0 when there is none. */
  long decidedThrough(Seat seat) {
    return decided.of(seat).map(Decided::windowEnd).orElse(0L);
  }

  /** Nobody decides until there is another model, which goes on where the last one ended. */
  void empty(Seat seat) {
    Champion champion = champions.remove(seat);
    if (champion != null) {
      champion.close();
    }
  }

  /** The seat is given up: who takes it next begins anew. */
  void release(Seat seat) {
    empty(seat);
    starts.forget(seat);
  }

  /** Lets go of a champion that was left behind. */
  void leave(Champion champion) {
    champions.remove(champion.seat(), champion);
  }

  /** Gives up all seats, also of earlier runs, but those. */
  void keepOnly(Set<Seat> wanted) {
    Set<Seat> all = new java.util.HashSet<>(decided.seats());
    all.addAll(champions.keySet());
    all.stream().filter(seat -> !wanted.contains(seat)).forEach(this::release);
  }

  /** Looks after windows that take too long. */
  void check() {
    champions.values().forEach(Champion::check);
  }

  @Override
  public void close() {
    champions.values().parallelStream().forEach(Champion::close);
    decided.checkpoint();
  }
}
