package io.orilla.node.workload;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workload on its way through its states. Each target is pursued by a thread of its own; as soon
 * as there is a newer one, the older is interrupted and changes nothing any more, wherever it is.
 */
final class WorkloadLife {
  private static final Logger log = LoggerFactory.getLogger(WorkloadLife.class);

  /** How often a good model may hang before another takes over, or a person has to look. */
  private static final int HANGS = 3;

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Means means;
  private final Course course;
  private @Nullable Thread pursuer;
  private int hangs;

  WorkloadLife(Target first, Means means) {
    this.means = means;
    this.course = new Course(first, means.journal(), means.clock());
  }

  Course.Standing standing() {
    return course.standing();
  }

  /** Sets out for a target, unless it is the one already; a model that is at work goes on. */
  synchronized void reach(Target next) {
    Optional<Target> before = course.target();
    if (before.isPresent() && before.get().workload().equals(next.workload())) {
      return;
    }
    if (course.take(next)) {
      hangs = 0;
      pursueAnew(next);
    }
  }

  /** Sets out for the same target once more; what runs goes on until then. */
  synchronized void restart() {
    Target last = standing().target();
    course.end();
    reach(new Target(last.workload(), last.deployment()));
  }

  private synchronized void pursueAnew(Target aim) {
    if (!course.isTarget(aim)) {
      return;
    }
    if (pursuer != null) {
      pursuer.interrupt();
    }
    pursuer =
        Thread.ofPlatform()
            .daemon()
            .name("workload " + aim.name())
            .start(new Pursuit(aim, course, means, this::giveUp));
  }

  private void giveUp(Target aim, String reason) {
    try {
      means.trust().holdBack(aim, reason);
      pursueAnew(aim);
    } catch (RuntimeException e) {
      log.error("Workload {} cannot be rolled back", aim.name(), e);
      course.fail(aim, "unfit, and not rolled back: " + e);
    }
  }

  /** Its model did not come back from a window, and was left behind with its thread. */
  void hung(Target model) {
    String reason = "a window did not come to its end in native code";
    Optional<Target> aim = course.targetOf(model);
    if (aim.isPresent() && mayNotHangOnceMore(aim.get())) {
      giveUp(aim.get(), reason);
    } else {
      hungThoughGood(standing().target(), reason);
    }
  }

  private synchronized boolean mayNotHangOnceMore(Target aim) {
    Trust trust = means.trust();
    return !trust.isGood(aim) || hangs >= HANGS && trust.hasGoodBeside(aim);
  }

  private synchronized void hungThoughGood(Target current, String reason) {
    if (++hangs > HANGS) {
      course.fail(current, reason + ", " + hangs + " times; restart the agent");
    } else {
      pursueAnew(current);
    }
  }

  /** Says that the champion stopped deciding. */
  void failed(String reason) {
    course.fail(standing().target(), reason);
  }

  /**
   * Goes to the end; {@code release} gives the seat up if nobody else wants it. It is not called
   * under the lock, as it waits for a thread that may have to say that it failed.
   */
  void stop(Runnable release) {
    Target last = standing().target();
    course.move(last, WorkloadState.STOPPING, "");
    release.run();
    course.move(last, WorkloadState.STOPPED, "");
    end();
  }

  /** Pursues nothing any more; what runs goes on. */
  synchronized void end() {
    course.end();
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
        log.warn("Workload {} is left behind in native code", standing().target().name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread lastPursuer() {
    return pursuer;
  }
}
