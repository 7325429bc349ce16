package io.orilla.node.workload;

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
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workload on its way through its states. Each target is pursued by a thread of its own; as soon
 * as there is a newer one, the older changes nothing any more, wherever it is.
 */
final class WorkloadLife {
  private static final Logger log = LoggerFactory.getLogger(WorkloadLife.class);

  private final WorkloadSteps steps;
  private final Journal journal;
  private final InstantSource clock;
  private @Nullable Target target;
  private volatile Standing standing;

  /** Where the workload stands; {@code target} is what it is to become. */
  record Standing(Target target, WorkloadState state, Instant since, String reason) {}

  WorkloadLife(Target first, WorkloadSteps steps, Journal journal, InstantSource clock) {
    this.steps = steps;
    this.journal = journal;
    this.clock = clock;
    this.standing = new Standing(first, WorkloadState.PENDING, clock.instant(), "");
  }

  Standing standing() {
    return standing;
  }

  /** Sets out for a target, unless it is the one already. */
  synchronized void reach(Target next) {
    if (target != null && target.workload().equals(next.workload())) {
      return;
    }
    target = next;
    notifyAll();
    move(next, WorkloadState.PENDING, "");
    Thread.ofPlatform().daemon().name("workload " + next.name()).start(() -> pursue(next));
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

  /** Goes through the steps once; false when it is worth trying again. */
  private boolean tried(Target aim) throws InterruptedException {
    try {
      refuseWhatIsMissing(aim);
      move(aim, WorkloadState.FETCHING, "");
      steps.fetch(aim);
      move(aim, WorkloadState.STAGED, "");
      move(aim, WorkloadState.STARTING, "");
      place(aim, steps.load(aim));
      return true;
    } catch (OrillaException e) {
      boolean away = e.code().kind() == ErrorKind.UNAVAILABLE;
      move(aim, away ? WorkloadState.FETCHING : WorkloadState.FAILED, e.text());
      return !away && !mayMend(e.code());
    }
  }

  private static boolean mayMend(ErrorCode code) {
    return code == ErrorCode.DIGEST_MISMATCH || code == ErrorCode.DOES_NOT_EXIST;
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
    if (!isTarget(aim)) {
      model.close();
      return;
    }
    steps.place(aim, model);
    move(aim, WorkloadState.RUNNING, "");
  }

  /** The one place that changes the state. What a superseded target says is not heard. */
  synchronized void move(Target aim, WorkloadState state, String reason) {
    Standing before = standing;
    boolean same =
        before.target().equals(aim) && before.state() == state && before.reason().equals(reason);
    if (!isTarget(aim) || same && state != WorkloadState.PENDING) {
      return;
    }
    Instant now = clock.instant();
    standing = new Standing(aim, state, now, reason);
    journal.append(
        new Event.WorkloadState(
            Micros.of(now), aim.name(), state.name(), aim.generation(), aim.bundle(), reason));
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
  }
}
