package io.orilla.node.workload;

import static io.orilla.node.workload.WorkloadState.FAILED;
import static io.orilla.node.workload.WorkloadState.FETCHING;
import static io.orilla.node.workload.WorkloadState.PENDING;
import static io.orilla.node.workload.WorkloadState.ROLLED_BACK;
import static io.orilla.node.workload.WorkloadState.RUNNING;
import static io.orilla.node.workload.WorkloadState.STAGED;
import static io.orilla.node.workload.WorkloadState.STARTING;

import io.orilla.model.content.DurationText;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.ErrorKind;
import io.orilla.model.error.OrillaException;
import io.orilla.node.uplink.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads a workload to one target, step by step on a thread of its own, until it is at work, rolled
 * back or superseded.
 */
final class Pursuit implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Pursuit.class);

  /** How often interlocks are looked at, and at most told of. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private static final int LOOKS_UNTIL_TOLD = 20;

  private final Target aim;
  private final Course course;
  private final WorkloadSteps steps;
  private final Trust trust;
  private final Seats seats;
  private final Means means;
  private final BiConsumer<Target, String> giveUp;

  /**
   * @param giveUp hears of a target whose model turned out to be unfit, and why
   */
  Pursuit(Target aim, Course course, Means means, BiConsumer<Target, String> giveUp) {
    this.aim = aim;
    this.course = course;
    this.steps = means.steps();
    this.trust = means.trust();
    this.seats = means.seats();
    this.means = means;
    this.giveUp = giveUp;
  }

  @Override
  public void run() {
    Backoff backoff = steps.backoff();
    try {
      standIn();
      pauseAfterDeath();
      while (isOn() && !tried()) {
        course.pause(aim, backoff.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException e) {
      log.debug("Workload {} was left behind by the agent's end", aim.name(), e);
    } catch (RuntimeException e) {
      log.error("Workload {} got no further", aim.name(), e);
      course.fail(aim, "unexpected: " + e);
    }
  }

  private boolean isOn() {
    return course.isTarget(aim);
  }

  private void move(WorkloadState state, String reason) {
    course.move(aim, state, reason);
  }

  /** Until the target is at work, the last good model is, so that no window waits for it. */
  private void standIn() throws InterruptedException {
    Optional<Target> good = trust.lastGood(aim);
    if (good.isPresent() && !good.get().isSameModelAs(aim)) {
      try {
        workAgain(good.get());
      } catch (OrillaException e) {
        log.warn("The last good model of {} cannot stand in: {}", aim.name(), e.text());
      }
    }
  }

  private void workAgain(Target good) throws InterruptedException {
    if (seats.placed(good.seat()).filter(good::isSameModelAs).isEmpty()) {
      steps.fetch(good);
      course.place(aim, steps.load(good, watch(good, true)), seats);
    }
  }

  private void pauseAfterDeath() throws InterruptedException {
    Optional<Duration> pause = trust.pauseAfterDeath(aim);
    if (pause.isPresent()) {
      move(
          PENDING,
          "the agent died in this model's native code; it is tried again in "
              + DurationText.format(pause.get()));
      course.pause(aim, pause.get());
    }
  }

  /** Goes through the steps once; false when it is worth trying again. */
  private boolean tried() throws InterruptedException {
    try {
      refuseWhatIsMissing();
      Optional<String> held = trust.heldBack(aim);
      if (held.isPresent()) {
        rollBack(held.get());
        return true;
      }
      Optional<String> waits = trust.waits(aim);
      if (waits.isPresent()) {
        move(PENDING, waits.get());
        return false;
      }
      start();
      return true;
    } catch (OrillaException e) {
      boolean away = e.code().kind() == ErrorKind.UNAVAILABLE;
      move(away ? FETCHING : FAILED, e.text());
      return !away && !mayMend(e.code());
    }
  }

  private static boolean mayMend(ErrorCode code) {
    return code == ErrorCode.DIGEST_MISMATCH
        || code == ErrorCode.DOES_NOT_EXIST
        || code == ErrorCode.IN_USE;
  }

  private void refuseWhatIsMissing() {
    Set<String> missing = new TreeSet<>(aim.workload().requires());
    missing.removeAll(WorkloadSteps.FEATURES);
    if (!missing.isEmpty()) {
      throw OrillaException.invalid(
          "the workload requires " + missing + ", which this node does not have; update the node");
    }
  }

  private void start() throws InterruptedException {
    if (!trust.isGood(aim)) {
      steps.plan(aim);
    }
    move(FETCHING, "");
    steps.fetch(aim);
    move(STAGED, "");
    boolean good = trust.isGood(aim);
    try (Interlocks interlocks = means.interlocks(aim)) {
      Loaded model = loadWhileHeld(interlocks);
      while (isOn() && !interlocks.hold()) {
        model.close();
        model = loadWhileHeld(interlocks);
      }
      course.place(aim, model, seats);
    }
    boolean proven = good || aim.serves(); // what decides no windows has its trial behind it
    if (proven) {
      trust.proveGood(aim); // also once more: what was at work last is what comes back
    }
    move(RUNNING, proven ? "" : trust.soak());
  }

  private Loaded loadWhileHeld(Interlocks interlocks) throws InterruptedException {
    for (int look = 0; isOn() && !interlocks.hold(); look++) {
      if (look % LOOKS_UNTIL_TOLD == 0) {
        move(STAGED, interlocks.text());
      }
      course.pause(aim, LOOK);
    }
    move(STARTING, "");
    boolean good = trust.isGood(aim);
    if (!good) {
      steps.tryOut(aim);
    }
    return steps.load(aim, watch(aim, good));
  }

  /** The last good model decides again; without one nobody does, until there is another. */
  private void rollBack(String reason) throws InterruptedException {
    Optional<Target> good = trust.lastGood(aim);
    if (good.isPresent()) {
      workAgain(good.get());
      move(ROLLED_BACK, reason);
    } else if (isOn()) {
      seats.empty(aim.seat());
      move(FAILED, reason + "; no other model proved good here");
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
      course
          .targetOf(model)
          .ifPresent(
              target -> {
                trust.proveGood(target);
                course.move(target, RUNNING, "");
              });
    }

    @Override
    public void unfit(String reason) {
      Thread.ofPlatform()
          .daemon()
          .name("unfit " + model.name())
          .start(() -> course.targetOf(model).ifPresent(target -> giveUp.accept(target, reason)));
    }

    /** Where nothing else proved good it goes on: a window with a reason says more than none. */
    @Override
    public void useless(String reason) {
      if (trust.hasGoodBeside(model)) {
        unfit(reason);
      }
    }

    @Override
    public void degraded(String reason) {
      runs("degraded: " + reason);
    }

    @Override
    public void recovered() {
      runs("");
    }

    private void runs(String reason) {
      course.targetOf(model).ifPresent(target -> course.move(target, RUNNING, reason));
    }
  }
}
