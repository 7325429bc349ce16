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
 */
public record LaneBudget(long pending, long history, Duration age, DropPolicy policy) {
  public LaneBudget {
    if (pending <= 0 || history < 0 || !age.isPositive()) {
      throw OrillaException.invalid(
          "a lane's budget has bytes for what is pending, and an age: %d, %s"
              .formatted(pending, age));
    }
  }
}
