package io.orilla.node.workload;

import io.orilla.model.content.Micros;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Event;
import io.orilla.node.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one target of a workload and where it stands on its way there. What is done for a target that
 * was superseded changes nothing any more. Thread-safe.
 */
final class Course {
  private static final Logger log = LoggerFactory.getLogger(Course.class);

  private final Journal journal;
  private final InstantSource clock;
  private @Nullable Target target;
  private volatile Standing standing;

  /** Where the workload stands; {@code target} is what it is to become. */
  record Standing(Target target, WorkloadState state, Instant since, String reason) {}

  Course(Target first, Journal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
    this.standing = new Standing(first, WorkloadState.PENDING, clock.instant(), "");
  }

  /** Waits for no lock: the status says it. */
  Standing standing() {
    return standing;
  }

  synchronized Optional<Target> target() {
    return Optional.ofNullable(target);
  }

  synchronized boolean isTarget(Target aim) {
    return target == aim;
  }

  /** The target, if this is its model. */
  Optional<Target> targetOf(Target model) {
    return target().filter(model::isSameModelAs);
  }

  /** Takes a target; false when its model is at work already, and goes on. */
  synchronized boolean take(Target next) {
    boolean goesOn = target != null && isAtWork(next);
    target = next;
    notifyAll();
    if (goesOn) {
      become(new Standing(next, WorkloadState.RUNNING, standing.since(), standing.reason()));
    } else {
      move(next, WorkloadState.PENDING, "");
    }
    return !goesOn;
  }

  private boolean isAtWork(Target next) {
    return standing.state() == WorkloadState.RUNNING && standing.target().isSameModelAs(next);
  }

  /** Has no target any more. */
  synchronized void end() {
    target = null;
    notifyAll();
  }

  /** The one place that changes the state. */
  synchronized void move(Target aim, WorkloadState state, String reason) {
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

  /** Also when the reason is that the journal takes no events any more. */
  void fail(Target aim, String reason) {
    try {
      move(aim, WorkloadState.FAILED, reason);
    } catch (OrillaException e) {
      log.error("No event says that workload {} failed: {}", aim.name(), e.text());
    }
  }

  /** Seats a model for a target, or closes it when that was superseded. */
  synchronized void place(Target aim, Loaded model, Seats seats) {
    if (isTarget(aim)) {
      seats.place(model);
    } else {
      model.close();
    }
  }

  /** Waits, but no longer than this is the target. */
  synchronized void pause(Target aim, Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toMillis(); isTarget(aim) && left > 0; ) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
  }
}
