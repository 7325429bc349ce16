package io.orilla.node.journal;

import io.orilla.model.content.Micros;
import io.orilla.node.disk.DiskFullException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a lane within its budget. Thread-safe. */
final class LaneRetention {
  private static final Logger log = LoggerFactory.getLogger(LaneRetention.class);

  private final LanePruning pruning;
  private final LaneThinning thinning;
  private final LaneBudget budget;
  private final InstantSource clock;

  LaneRetention(
      LanePruning pruning, LaneThinning thinning, LaneBudget budget, InstantSource clock) {
    this.pruning = pruning;
    this.thinning = thinning;
    this.budget = budget;
    this.clock = clock;
  }

  /** Whether nothing new is taken, as there is no room for it. */
  boolean refuses() {
    return budget.policy() == DropPolicy.REFUSE && pruning.pendingBytes() >= budget.pending();
  }

  /** Forgets history and drops pending segments that are over the budget or too old. */
  synchronized void keepWithinBudget() throws IOException {
    long oldest =
        Micros.of(clock.instant()) - TimeUnit.NANOSECONDS.toMicros(budget.age().toNanos());
    while (isTooMuchHistory(oldest) && pruning.forgetOldest()) {
      continue;
    }
    while (pruning.pendingIsFromBefore(oldest) && pruning.dropOldest(Loss.AGE)) {
      continue;
    }
    while (isTooMuchPending() && (isThinned() || pruning.dropOldest(Loss.BUDGET))) {
      continue;
    }
  }

  /** Makes room by thinning; false when the policy is another, or nothing is left to thin. */
  private boolean isThinned() throws IOException {
    try {
      return budget.policy() == DropPolicy.THIN && thinning.thinOldest(budget.thin());
    } catch (DiskFullException e) {
      log.debug("There is no room for what would be left of a segment", e);
      return false;
    }
  }

  private boolean isTooMuchHistory(long oldest) {
    return pruning.historyBytes() > budget.history() || pruning.oldestIsFromBefore(oldest);
  }

  private boolean isTooMuchPending() {
    return budget.policy() != DropPolicy.REFUSE && pruning.pendingBytes() > budget.pending();
  }
}
