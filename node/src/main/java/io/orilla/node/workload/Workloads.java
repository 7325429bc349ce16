package io.orilla.node.workload;

import io.orilla.model.desired.DesiredState;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import io.orilla.model.prediction.Prediction;
import io.orilla.node.blob.BlobCollection;
import io.orilla.node.blob.GraphFiles;
import io.orilla.node.journal.Journal;
import io.orilla.node.state.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workloads of this node and the seats they speak from. A seat keeps its evaluator while
 * workloads and models come and go on it; it ends when its workload is removed.
 */
public final class Workloads implements Reconciler, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workloads.class);

  private final ObjectName node;
  private final Journal journal;
  private final WorkloadMemory memory;
  private final Trust trust;
  private final Planner planner;
  private final Plans plans;
  private final Means means;
  private final Seats seats;
  private final BlobCollection collection;
  private final GraphFiles graphs;
  private final Map<ObjectName, WorkloadLife> lives = new ConcurrentSkipListMap<>();
  private final Thread watchdog;
  private boolean closed;

  /**
   * @param champions told of what a champion says, before it is journalled
   */
  public Workloads(
      ObjectName node,
      Journal journal,
      WorkloadTools tools,
      LifeSettings settings,
      SafeMode safeMode,
      Consumer<Prediction> champions,
      InstantSource clock) {
    this.node = node;
    this.journal = journal;
    this.collection = tools.collection();
    this.graphs = tools.graphs();
    this.memory = new WorkloadMemory(tools.documents());
    StartMarkers markers =
        new StartMarkers(tools.documents(), tools.calls(), tools.boot(), memory::isGood);
    this.trust = new Trust(memory, markers, safeMode, settings, clock);
    this.planner = tools.planner(journal);
    this.plans = new Plans(planner, journal, clock);
    this.seats =
        new Seats(node, journal, tools.documents(), settings, champions, clock, new Failures());
    WorkloadSteps steps = tools.steps(planner, markers, settings);
    this.means = new Means(steps, trust, seats, journal, clock);
    Duration look = settings.window().dividedBy(5);
    this.watchdog = Thread.ofVirtual().name("window-watchdog").start(() -> watch(look));
  }

  @Override
  public synchronized void reach(DesiredState state) {
    if (closed) {
      return;
    }
    planner.reads(state.sources());
    List<Target> targets = targets(state);
    memory.reach(state, targets);
    Set<Seat> seated = new HashSet<>();
    Set<ObjectName> named = new HashSet<>();
    for (Target target : targets) {
      named.add(target.name());
      seated.add(target.seat());
      life(target); // who asks knows of it from now on, also while others are being stopped
    }
    List<ObjectName> gone = lives.keySet().stream().filter(name -> !named.contains(name)).toList();
    gone.forEach(name -> stop(Objects.requireNonNull(lives.remove(name)), seated));
    seats.keepOnly(seated);
    trust.keepOnly(seated);
    targets.forEach(target -> life(target).reach(target));
    collection.keepOnly(memory.bundles());
    graphs.keepOnly(memory.bundles());
    plans.answer(state);
  }

  /**
   * What the state names, and the champions that it is silent of: those go when they are removed by
   * name, or when another one takes their seat.
   */
  private List<Target> targets(DesiredState state) {
    List<Target> targets = new ArrayList<>();
    state.workloads().forEach(one -> targets.add(new Target(one, state.version())));
    Set<ObjectName> named = targets.stream().map(Target::name).collect(Collectors.toSet());
    Set<Seat> taken =
        targets.stream().filter(Target::champions).map(Target::seat).collect(Collectors.toSet());
    for (Target champion : memory.champions()) {
      if (named.contains(champion.name()) || state.removed().contains(champion.name())) {
        continue;
      }
      if (taken.add(champion.seat())) {
        targets.add(champion);
      } else {
        memory.forget(champion.name());
      }
    }
    return targets;
  }

  private WorkloadLife life(Target target) {
    return lives.computeIfAbsent(target.name(), name -> new WorkloadLife(target, means));
  }

  private void stop(WorkloadLife life, Set<Seat> seated) {
    Target target = life.standing().target();
    life.stop(
        () -> {
          if (!seated.contains(target.seat())) {
            seats.release(target.seat());
          }
        });
  }

  private final class Failures implements Occupant.Failures {
    /** Without the lock, as whoever holds it may wait for the champion's thread. */
    @Override
    public void failed(Seat seat, String reason) {
      lives.values().stream()
          .filter(life -> life.standing().target().seat().equals(seat))
          .forEach(life -> life.failed(reason));
    }

    @Override
    public void hangs(Occupant occupant, Target model) {
      log.warn("{} is left behind: its model {} hangs", occupant.seat(), model.bundle());
      seats.leave(occupant);
      WorkloadLife life = lives.get(model.name());
      if (life != null) {
        life.hung(model);
      }
    }
  }

  private void watch(Duration look) {
    try {
      while (true) {
        Thread.sleep(look);
        seats.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Loads a workload's model anew, as after a start of the agent.
   *
   * @throws OrillaException DOES_NOT_EXIST when no such workload is to run here
   * @throws CancellationException when the agent ends
   */
  public synchronized void restart(ObjectName name) {
    if (closed) {
      throw new CancellationException("the agent ends: nothing is started any more");
    }
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

  /** The model that decides for a workload, or is about to. */
  public Optional<PlacedModel> placed(ObjectName name) {
    return Optional.ofNullable(lives.get(name))
        .map(life -> life.standing().target())
        .flatMap(
            now ->
                seats
                    .model(now.seat())
                    .filter(model -> model.target().name().equals(name))
                    .map(model -> PlacedModel.of(model, now)));
  }

  /** This node's name. */
  public ObjectName node() {
    return node;
  }

  /** Journals what models answered to calls. */
  public void keep(List<Prediction> answers) {
    journal.appendPredictions(answers);
  }

  /** What the workloads said last. */
  public LatestPredictions latest() {
    return seats.latest();
  }

  /** Whether a champion's graph is at a window. */
  public boolean isUrgent() {
    return seats.isUrgent();
  }

  /** How it stands with each. Waits for no lock, as a state that is being reached may take long. */
  public List<WorkloadStatus> status() {
    return lives.values().stream().map(life -> status(life.standing())).toList();
  }

  private WorkloadStatus status(Course.Standing standing) {
    DesiredState.Workload workload = standing.target().workload();
    Seat seat = standing.target().seat();
    return new WorkloadStatus(
        workload.name(),
        workload.asset(),
        workload.output(),
        workload.model(),
        workload.modelVersion(),
        workload.generation(),
        workload.bundle(),
        workload.role(),
        standing.state(),
        standing.since(),
        standing.reason(),
        seats.running(seat).orElse(null),
        trust.lastGood(standing.target()).map(Target::bundle).orElse(null),
        seats.decidedThrough(seat),
        seats.latency(seat),
        seats.skipped(seat));
  }

  @Override
  public synchronized void close() {
    closed = true;
    watchdog.interrupt();
    lives.values().forEach(WorkloadLife::end);
    lives.values().parallelStream().forEach(WorkloadLife::awaitEnd);
    seats.close();
    trust.end();
  }
}
