package io.orilla.node.journal;

import io.orilla.model.content.Micros;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Keeps a lane within its budget. Thread-safe. */
final class LaneRetention {
  private final LaneLedger ledger;
  private final LaneBudget budget;
  private final InstantSource clock;

  LaneRetention(LaneLedger ledger, LaneBudget budget, InstantSource clock) {
    this.ledger = ledger;
    this.budget = budget;
    this.clock = clock;
  }

  /** Whether nothing new is taken, as there is no room for it. */
  boolean refuses() {
    return budget.policy() == DropPolicy.REFUSE && ledger.pendingBytes() >= budget.pending();
  }

  /** Forgets history and drops pending segments that are over the budget or too old. */
  void keepWithinBudget() throws IOException {
    long oldest =
        Micros.of(clock.instant()) - TimeUnit.NANOSECONDS.toMicros(budget.age().toNanos());
    while (isTooMuchHistory(oldest) && ledger.forgetOldest()) {
      continue;
    }
    while (ledger.pendingIsFromBefore(oldest) && ledger.dropOldest(Loss.AGE)) {
      continue;
    }
    while (isTooMuchPending() && ledger.dropOldest(Loss.BUDGET)) {
      continue;
    }
  }

  private boolean isTooMuchHistory(long oldest) {
    return ledger.historyBytes() > budget.history() || ledger.oldestIsFromBefore(oldest);
  }

  private boolean isTooMuchPending() {
    return budget.policy() == DropPolicy.DROP_OLDEST && ledger.pendingBytes() > budget.pending();
  }
}
