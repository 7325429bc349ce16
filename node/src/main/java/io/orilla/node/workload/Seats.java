package io.orilla.node.workload;

import io.orilla.model.content.Digest;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The seats that are taken, each with its own thread. A seat keeps its evaluator while models come
 * and go on it. Thread-safe.
 */
final class Seats implements AutoCloseable {
  private final ObjectName node;
  private final Journal journal;
  private final DecidedWindows decided;
  private final FeedStarts starts;
  private final LifeSettings settings;
  private final Consumer<Prediction> champions;
  private final InstantSource clock;
  private final Occupant.Failures failures;
  private final LatestPredictions latest = new LatestPredictions();
  private final Map<Seat, Occupant> occupants = new ConcurrentHashMap<>();
  private final Map<Seat, LoadedGraph> services = new ConcurrentHashMap<>();

  Seats(
      ObjectName node,
      Journal journal,
      Documents documents,
      LifeSettings settings,
      Consumer<Prediction> champions,
      InstantSource clock,
      Occupant.Failures failures) {
    this.node = node;
    this.journal = journal;
    this.decided = DecidedWindows.load(journal, documents);
    this.starts = new FeedStarts(journal, documents);
    this.settings = settings;
    this.champions = champions;
    this.clock = clock;
    this.failures = failures;
  }

  /** Makes a loaded model the one that speaks from its seat, and owns it from then on. */
  void place(Loaded loaded) {
    Seat seat = loaded.target().seat();
    switch (loaded) {
      case LoadedModel model -> occupants.computeIfAbsent(seat, this::occupant).place(model);
      case LoadedGraph graph ->
          Optional.ofNullable(services.put(seat, graph)).ifPresent(LoadedGraph::close);
    }
  }

  private Occupant occupant(Seat seat) {
    WindowDecider decider =
        new WindowDecider(node, seat, journal, decided, latest, champions, clock);
    Pace pace =
        seat.role() == Role.CHAMPION
            ? Pace.EVERY
            : new ShadowPace(settings.shadow(), System::nanoTime, clock, decider::skipped);
    return new Occupant(seat, journal, decided, starts, decider, pace, settings.window(), failures);
  }

  /** What speaks from the seat, or is about to. */
  Optional<Target> placed(Seat seat) {
    return model(seat).map(Loaded::target);
  }

  LatestPredictions latest() {
    return latest;
  }

  Optional<Loaded> model(Seat seat) {
    return Optional.<Loaded>ofNullable(services.get(seat))
        .or(() -> Optional.ofNullable(occupants.get(seat)).flatMap(Occupant::model));
  }

  /** Whether a champion's graph is at a window. */
  boolean isUrgent() {
    for (Occupant occupant : occupants.values()) {
      if (occupant.isUrgent()) {
        return true;
      }
    }
    return false;
  }

  /** The bundle that speaks from the seat now. */
  Optional<Digest> running(Seat seat) {
    return Optional.ofNullable(services.get(seat))
        .map(service -> service.target().bundle())
        .or(() -> Optional.ofNullable(occupants.get(seat)).flatMap(Occupant::running));
  }

  /** How long the seat's windows take. */
  DecisionLatency latency(Seat seat) {
    Occupant occupant = occupants.get(seat);
    return occupant == null ? DecisionLatency.NONE : occupant.latency();
  }

  /** The windows that a shadow left out. */
  Skipped skipped(Seat seat) {
    Occupant occupant = occupants.get(seat);
    return occupant == null ? Skipped.NONE : occupant.skipped();
  }

  /** End of the last window that has its prediction, µs UTC; 0 when there is none. */
  long decidedThrough(Seat seat) {
    return decided.of(seat).map(Decided::windowEnd).orElse(0L);
  }

  /** Nobody decides until there is another model, which goes on where the last one ended. */
  void empty(Seat seat) {
    Optional.ofNullable(services.remove(seat)).ifPresent(LoadedGraph::close);
    Occupant occupant = occupants.remove(seat);
    if (occupant != null) {
      occupant.close();
    }
  }

  /** The seat is given up: who takes it next begins anew. */
  void release(Seat seat) {
    empty(seat);
    starts.forget(seat);
  }

  /** Lets go of a thread that was left behind. */
  void leave(Occupant occupant) {
    occupants.remove(occupant.seat(), occupant);
  }

  /** Gives up all seats, also of earlier runs, but those. */
  void keepOnly(Set<Seat> wanted) {
    Set<Seat> all = new HashSet<>(decided.seats());
    all.addAll(occupants.keySet());
    all.addAll(services.keySet());
    all.stream().filter(seat -> !wanted.contains(seat)).forEach(this::release);
  }

  /** Looks after windows that take too long. */
  void check() {
    occupants.values().forEach(Occupant::check);
  }

  @Override
  public void close() {
    occupants.values().parallelStream().forEach(Occupant::close);
    List.copyOf(services.keySet()).forEach(this::empty);
    decided.close();
  }
}
