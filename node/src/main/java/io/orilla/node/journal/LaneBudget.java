package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
import java.time.Duration;

/**
 * How much of the disk a lane may use.
 *
 * @param pending bytes of records that are not delivered
 * @param history bytes of delivered records that are kept beside
 * @param age older records are dropped or forgotten
 * @param policy what happens when {@code pending} is reached
 * @param thin where samples are thinned out, every so many-th of a signal stays
 */
public record LaneBudget(long pending, long history, Duration age, DropPolicy policy, int thin) {
  static final int THIN = 10;

  public LaneBudget {
    if (thin < 2) {
      throw OrillaException.invalid(
          "where samples are thinned out, every second one stays or fewer: thin is at least 2, not "
              + thin);
    }
    if (pending <= 0 || history < 0 || !age.isPositive()) {
      throw OrillaException.invalid(
          "a lane's budget has bytes for what is pending, and an age: %d, %s"
              .formatted(pending, age));
    }
  }

  public LaneBudget(long pending, long history, Duration age, DropPolicy policy) {
    this(pending, history, age, policy, THIN);
  }
}
