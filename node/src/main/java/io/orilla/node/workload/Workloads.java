package io.orilla.node.workload;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.content.Digest;
import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.Documents;
import io.orilla.node.journal.Journal;
import io.orilla.node.state.Reconciler;
import io.orilla.node.uplink.Backoff;
import io.orilla.node.uplink.Uplink;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The workloads of this node and the seats they speak from. A seat keeps its evaluator while
 * workloads and models come and go on it; it ends when its champion is removed.
 */
public final class Workloads implements Reconciler, AutoCloseable {
  private final ObjectName node;
  private final Journal journal;
  private final DecidedWindows decided;
  private final FeedStarts starts;
  private final WorkloadSteps steps;
  private final InstantSource clock;
  private final Map<ObjectName, WorkloadLife> lives = new ConcurrentSkipListMap<>();
  private final Map<Seat, Champion> champions = new ConcurrentHashMap<>();

  public Workloads(
      ObjectName node,
      Journal journal,
      Documents documents,
      BlobStore blobs,
      Uplink uplink,
      Supplier<Backoff> backoffs,
      InstantSource clock) {
    this.node = node;
    this.journal = journal;
    this.clock = clock;
    this.decided = DecidedWindows.load(journal, documents);
    this.starts = new FeedStarts(journal, documents);
    this.steps = new WorkloadSteps(blobs, uplink, backoffs, this::place);
  }

  @Override
  public synchronized void reach(DesiredState state) {
    Set<ObjectName> gone = new HashSet<>(lives.keySet());
    Set<Seat> wanted = new HashSet<>();
    for (DesiredState.Workload workload : state.workloads()) {
      Target target = new Target(workload, state.version());
      gone.remove(workload.name());
      if (target.champions()) {
        wanted.add(target.seat());
      }
      lives
          .computeIfAbsent(workload.name(), name -> new WorkloadLife(target, steps, journal, clock))
          .reach(target);
    }
    gone.removeIf(name -> staysWithoutBeingNamed(name, state, wanted));
    for (ObjectName name : gone) {
      Optional.ofNullable(lives.remove(name)).ifPresent(life -> stop(life, wanted));
    }
    Stream.concat(champions.keySet().stream(), decided.seats().stream())
        .filter(seat -> !wanted.contains(seat))
        .forEach(this::giveUp);
  }

  /** A champion goes when it is removed by name, or when another one takes its seat. */
  private boolean staysWithoutBeingNamed(ObjectName name, DesiredState state, Set<Seat> wanted) {
    Target target = Objects.requireNonNull(lives.get(name)).standing().target();
    return target.champions() && !state.removed().contains(name) && wanted.add(target.seat());
  }

  private void stop(WorkloadLife life, Set<Seat> wanted) {
    Target target = life.standing().target();
    Seat seat = target.seat();
    life.stop(
        () -> {
          if (target.champions() && !wanted.contains(seat)) {
            giveUp(seat);
          }
        });
  }

  private void giveUp(Seat seat) {
    Champion champion = champions.remove(seat);
    if (champion != null) {
      champion.close();
    }
    starts.forget(seat);
  }

  private void place(Target target, LoadedModel model) {
    champions.computeIfAbsent(target.seat(), this::champion).place(model);
  }

  private Champion champion(Seat seat) {
    WindowDecider decider = new WindowDecider(node, seat, journal, decided, clock);
    return new Champion(
        seat, journal, decided, starts, decider, reason -> championFailed(seat, reason));
  }

  /** Without the lock, as whoever holds it may wait for the champion's thread. */
  private void championFailed(Seat seat, String reason) {
    lives.values().stream()
        .filter(life -> life.standing().target().champions())
        .filter(life -> life.standing().target().seat().equals(seat))
        .forEach(life -> life.failed(reason));
  }

  /**
   * Loads a workload's model anew, as after a start of the agent.
   *
   * @throws OrillaException DOES_NOT_EXIST when no such workload is to run here
   */
  public synchronized void restart(ObjectName name) {
    WorkloadLife life = lives.get(name);
    if (life == null) {
      throw OrillaException.notFound("no workload '" + name + "' is to run here");
    }
    life.restart();
  }

  @Override
  public synchronized boolean settled() {
    return lives.values().stream()
        .allMatch(life -> life.standing().state() == WorkloadState.RUNNING);
  }

  public synchronized List<WorkloadStatus> status() {
    return lives.values().stream().map(life -> status(life.standing())).toList();
  }

  private WorkloadStatus status(WorkloadLife.Standing standing) {
    DesiredState.Workload workload = standing.target().workload();
    Seat seat = standing.target().seat();
    Optional<Digest> running = Optional.ofNullable(champions.get(seat)).flatMap(Champion::running);
    return new WorkloadStatus(
        workload.name(),
        workload.asset(),
        workload.output(),
        workload.model(),
        workload.modelVersion(),
        workload.generation(),
        workload.bundle(),
        standing.state(),
        standing.since(),
        standing.reason(),
        running.orElse(null),
        decided.of(seat).map(Decided::windowEnd).orElse(0L));
  }

  @Override
  public synchronized void close() {
    lives.values().forEach(WorkloadLife::end);
    champions.values().parallelStream().forEach(Champion::close);
    decided.checkpoint();
  }
}
