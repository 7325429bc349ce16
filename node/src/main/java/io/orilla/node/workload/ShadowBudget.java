package io.orilla.node.workload;

import java.time.Duration;

/**
 * What a shadow may take of the machine.
 *
 * @param share of one core
 * @param over the time within which the share is kept; a window in a hurry may take it all at once
 * @param behind how late a window may be decided; later ones are left out
 */
public record ShadowBudget(double share, Duration over, Duration behind) {
  public static final ShadowBudget DEFAULT =
      new ShadowBudget(0.25, Duration.ofSeconds(10), Duration.ofSeconds(2));

  public ShadowBudget {
    if (!(share > 0) || !over.isPositive() || !behind.isPositive()) {
      throw new IllegalArgumentException("a shadow's share and times must be more than nothing");
    }
  }

  /** What it may take at once. */
  long mostNanos() {
    return (long) (share * over.toNanos());
  }
}
