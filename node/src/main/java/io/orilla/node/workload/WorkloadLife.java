package io.orilla.node.workload;

import io.orilla.model.content.DurationText;
import io.orilla.model.content.Micros;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.ErrorKind;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.node.journal.Journal;
import io.orilla.node.uplink.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workload on its way through its states. Each target is pursued by a thread of its own; as soon
 * as there is a newer one, the older is interrupted and changes nothing any more, wherever it is.
 */
final class WorkloadLife {
  private static final Logger log = LoggerFactory.getLogger(WorkloadLife.class);

  /** How often a good model may hang before a person has to look. */
  private static final int HANGS = 3;

  private static final Duration CLOSING = Duration.ofSeconds(2);

  /** How often interlocks are looked at, and at most told of. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private static final int LOOKS_UNTIL_TOLD = 20;

  private final WorkloadSteps steps;
  private final Trust trust;
  private final Seats seats;
  private final Journal journal;
  private final InstantSource clock;
  private @Nullable Target target;
  private @Nullable Thread pursuer;
  private int hangs;
  private volatile Standing standing;

  /** Where the workload stands; {@code target} is what it is to become. */
  record Standing(Target target, WorkloadState state, Instant since, String reason) {}

  WorkloadLife(
      Target first,
      WorkloadSteps steps,
      Trust trust,
      Seats seats,
      Journal journal,
      InstantSource clock) {
    this.steps = steps;
    this.trust = trust;
    this.seats = seats;
    this.journal = journal;
    this.clock = clock;
    this.standing = new Standing(first, WorkloadState.PENDING, clock.instant(), "");
  }

  Standing standing() {
    return standing;
  }

  /** Sets out for a target, unless it is the one already; a model that is at work goes on. */
  synchronized void reach(Target next) {
    Target before = target;
    if (before != null && before.workload().equals(next.workload())) {
      return;
    }
    target = next;
    if (before != null && isAtWork(next)) {
      become(new Standing(next, WorkloadState.RUNNING, standing.since(), standing.reason()));
      return;
    }
    hangs = 0;
    move(next, WorkloadState.PENDING, "");
    pursueAnew(next);
  }

  private boolean isAtWork(Target next) {
    return standing.state() == WorkloadState.RUNNING && standing.target().isSameModelAs(next);
  }

  private synchronized void pursueAnew(Target aim) {
    if (pursuer != null) {
      pursuer.interrupt();
    }
    notifyAll();
    pursuer = Thread.ofPlatform().daemon().name("workload " + aim.name()).start(() -> pursue(aim));
  }

  /** Sets out for the same target once more; what runs goes on until then. */
  synchronized void restart() {
    Target last = standing.target();
    target = null;
    reach(new Target(last.workload(), last.deployment()));
  }

  private void pursue(Target aim) {
    Backoff backoff = steps.backoff();
    try {
      standIn(aim);
      pauseAfterDeath(aim);
      while (isTarget(aim) && !tried(aim)) {
        pause(aim, backoff.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("Workload {} got no further", aim.name(), e);
      fail(aim, "unexpected: " + e);
    }
  }

  /** Until the target is at work, the last good model is, so that no window waits for it. */
  private void standIn(Target aim) throws InterruptedException {
    Optional<Target> good = trust.lastGood(aim);
    if (good.isPresent() && !good.get().isSameModelAs(aim)) {
      try {
        workAgain(aim, good.get());
      } catch (OrillaException e) {
        log.warn("The last good model of {} cannot stand in: {}", aim.name(), e.text());
      }
    }
  }

  private void workAgain(Target aim, Target good) throws InterruptedException {
    if (seats.placed(good.seat()).filter(good::isSameModelAs).isEmpty()) {
      steps.fetch(good);
      place(aim, steps.load(good, watch(good, true)));
    }
  }

  private void pauseAfterDeath(Target aim) throws InterruptedException {
    Optional<Duration> pause = trust.pauseAfterDeath(aim);
    if (pause.isPresent()) {
      move(
          aim,
          WorkloadState.PENDING,
          "the agent died in this model's native code; it is tried again in "
              + DurationText.format(pause.get()));
      pause(aim, pause.get());
    }
  }

  /** Goes through the steps once; false when it is worth trying again. */
  private boolean tried(Target aim) throws InterruptedException {
    try {
      refuseWhatIsMissing(aim);
      Optional<String> held = trust.heldBack(aim);
      if (held.isPresent()) {
        rollBack(aim, held.get());
        return true;
      }
      Optional<String> waits = trust.waits(aim);
      if (waits.isPresent()) {
        move(aim, WorkloadState.PENDING, waits.get());
        return false;
      }
      start(aim);
      return true;
    } catch (OrillaException e) {
      boolean away = e.code().kind() == ErrorKind.UNAVAILABLE;
      move(aim, away ? WorkloadState.FETCHING : WorkloadState.FAILED, e.text());
      return !away && !mayMend(e.code());
    }
  }

  private void start(Target aim) throws InterruptedException {
    if (!trust.isGood(aim)) {
      steps.plan(aim);
    }
    move(aim, WorkloadState.FETCHING, "");
    steps.fetch(aim);
    move(aim, WorkloadState.STAGED, "");
    boolean good = trust.isGood(aim);
    try (Interlocks interlocks = interlocks(aim)) {
      LoadedModel model = loadWhileHeld(aim, interlocks);
      while (isTarget(aim) && !interlocks.hold()) {
        model.close();
        model = loadWhileHeld(aim, interlocks);
      }
      place(aim, model);
    }
    if (good) {
      trust.proveGood(aim); // once more: what was at work last is what comes back
    }
    move(aim, WorkloadState.RUNNING, good ? "" : trust.soak());
  }

  /** The model that was good last took the seat over before: it comes back without waiting. */
  private Interlocks interlocks(Target aim) {
    boolean comesBack = trust.lastGood(aim).filter(aim::isSameModelAs).isPresent();
    return new Interlocks(journal, comesBack ? List.of() : aim.workload().onlyWhile(), clock);
  }

  private LoadedModel loadWhileHeld(Target aim, Interlocks interlocks) throws InterruptedException {
    for (int look = 0; isTarget(aim) && !interlocks.hold(); look++) {
      if (look % LOOKS_UNTIL_TOLD == 0) {
        move(aim, WorkloadState.STAGED, interlocks.text());
      }
      pause(aim, LOOK);
    }
    move(aim, WorkloadState.STARTING, "");
    if (trust.isGood(aim)) {
      return steps.load(aim, watch(aim, true));
    }
    steps.tryOut(aim);
    return steps.loadMarked(aim, watch(aim, false));
  }

  private static boolean mayMend(ErrorCode code) {
    return code == ErrorCode.DIGEST_MISMATCH
        || code == ErrorCode.DOES_NOT_EXIST
        || code == ErrorCode.IN_USE;
  }

  private static void refuseWhatIsMissing(Target aim) {
    Set<String> missing = new TreeSet<>(aim.workload().requires());
    missing.removeAll(WorkloadSteps.FEATURES);
    if (!missing.isEmpty()) {
      throw OrillaException.invalid(
          "the workload requires " + missing + ", which this node does not have; update the node");
    }
  }

  private synchronized void place(Target aim, LoadedModel model) {
    if (isTarget(aim)) {
      seats.place(model);
    } else {
      model.close();
    }
  }

  /** The last good model decides again; without one nobody does, until there is another. */
  private void rollBack(Target aim, String reason) throws InterruptedException {
    Optional<Target> good = trust.lastGood(aim);
    if (good.isPresent()) {
      workAgain(aim, good.get());
      move(aim, WorkloadState.ROLLED_BACK, reason);
    } else if (isTarget(aim)) {
      seats.empty(aim.seat());
      move(aim, WorkloadState.FAILED, reason + "; no model proved good here before");
    }
  }

  private ModelWatch watch(Target model, boolean proven) {
    return trust.watch(proven, new Observer(model));
  }

  /** Acts on what is seen of a model, as long as it is the target's. */
  private final class Observer implements ModelWatch.Listener {
    private final Target model;

    Observer(Target model) {
      this.model = model;
    }

    @Override
    public void good() {
      aim()
          .ifPresent(
              aim -> {
                trust.proveGood(aim);
                move(aim, WorkloadState.RUNNING, "");
              });
    }

    @Override
    public void unfit(String reason) {
      Thread.ofPlatform()
          .daemon()
          .name("unfit " + model.name())
          .start(() -> aim().ifPresent(aim -> giveUp(aim, reason)));
    }

    @Override
    public void degraded(String reason) {
      aim().ifPresent(aim -> move(aim, WorkloadState.RUNNING, "degraded: " + reason));
    }

    @Override
    public void recovered() {
      aim().ifPresent(aim -> move(aim, WorkloadState.RUNNING, ""));
    }

    private Optional<Target> aim() {
      return currentAim(model);
    }
  }

  private synchronized Optional<Target> currentAim(Target model) {
    return Optional.ofNullable(target).filter(model::isSameModelAs);
  }

  private void giveUp(Target aim, String reason) {
    try {
      trust.holdBack(aim, reason);
      pursueAnew(aim);
    } catch (RuntimeException e) {
      log.error("Workload {} cannot be rolled back", aim.name(), e);
      fail(aim, "unfit, and not rolled back: " + e);
    }
  }

  /** Its model did not come back from a window, and was left behind with its thread. */
  void hung(Target model) {
    String reason = "a window did not come to its end in native code";
    Optional<Target> aim = currentAim(model);
    if (aim.isPresent() && !trust.isGood(aim.get())) {
      giveUp(aim.get(), reason);
      return;
    }
    Target current = standing.target();
    if (++hangs > HANGS) {
      fail(current, reason + ", " + hangs + " times; restart the agent");
    } else if (isTarget(current)) {
      pursueAnew(current);
    }
  }

  /** The one place that changes the state. What a superseded target says is not heard. */
  private synchronized void move(Target aim, WorkloadState state, String reason) {
    Standing before = standing;
    boolean stays = before.target().equals(aim) && before.state() == state;
    if (!isTarget(aim)
        || stays && before.reason().equals(reason) && state != WorkloadState.PENDING) {
      return;
    }
    become(new Standing(aim, state, stays ? before.since() : clock.instant(), reason));
  }

  private void become(Standing next) {
    standing = next;
    journal.append(
        new Event.WorkloadState(
            Micros.of(clock.instant()),
            next.target().name(),
            next.state().name(),
            next.target().generation(),
            next.target().bundle(),
            next.reason()));
  }

  /** Says that the champion stopped deciding. */
  void failed(String reason) {
    fail(standing.target(), reason);
  }

  /** Also when the reason is that the journal takes no events any more. */
  private void fail(Target aim, String reason) {
    try {
      move(aim, WorkloadState.FAILED, reason);
    } catch (OrillaException e) {
      log.error("No event says that workload {} failed: {}", aim.name(), e.text());
    }
  }

  private synchronized boolean isTarget(Target aim) {
    return target == aim;
  }

  private synchronized void pause(Target aim, Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toMillis(); isTarget(aim) && left > 0; ) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
  }

  /**
   * Goes to the end; {@code release} gives the seat up if nobody else wants it. It is not called
   * under the lock, as it waits for a thread that may have to say that it failed.
   */
  void stop(Runnable release) {
    Target last = standing.target();
    move(last, WorkloadState.STOPPING, "");
    release.run();
    move(last, WorkloadState.STOPPED, "");
    end();
  }

  /** Pursues nothing any more; what runs goes on. */
  synchronized void end() {
    target = null;
    notifyAll();
    if (pursuer != null) {
      pursuer.interrupt();
    }
  }

  /**
   * Waits a little until nothing is in native code any more: the end of the process would pull the
   * runtime away under it. A model that hangs there is left behind.
   */
  void awaitEnd() {
    Thread last = lastPursuer();
    try {
      if (last != null && last != Thread.currentThread() && !last.join(CLOSING)) {
        log.warn("Workload {} is left behind in native code", standing.target().name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread lastPursuer() {
    return pursuer;
  }
}
