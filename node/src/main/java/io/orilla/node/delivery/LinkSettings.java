package io.orilla.node.delivery;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Lane;

/**
 * What the link to the server may carry. Lanes wait when it is over; the desired state and blobs do
 * not, though what they take counts.
 *
 * @param bytesPerSecond how fast lanes are sent; 0 for as fast as it goes
 * @param bytesPerHour what may go up and come down in an hour by the clock; 0 for any
 * @param bytesPerDay the same in a day, UTC; 0 for any
 * @param metered whether bytes cost money now
 * @param whenMetered the least urgent lane that is sent while the link is metered
 */
public record LinkSettings(
    long bytesPerSecond, long bytesPerHour, long bytesPerDay, boolean metered, Lane whenMetered) {
  public static final LinkSettings UNLIMITED = new LinkSettings(0, 0, 0, false, Lane.PREDICTIONS);

  /** A batch is small beside the smallest budget, and goes out within so many seconds. */
  private static final int BATCHES_PER_BUDGET = 16;

  private static final int SECONDS_PER_BATCH = 2;
  private static final int SMALLEST_BATCH = 2 << 10;

  public LinkSettings {
    if (bytesPerSecond < 0 || bytesPerHour < 0 || bytesPerDay < 0) {
      throw OrillaException.invalid(
          "limits of the link are numbers of bytes; 0 is for none, not less");
    }
  }

  boolean limitsBytes() {
    return bytesPerHour > 0 || bytesPerDay > 0;
  }

  /** Whether a lane is sent at all now. */
  boolean sends(Lane lane) {
    return !metered || lane.compareTo(whenMetered) <= 0;
  }

  /**
   * How much of the journal goes into a batch, so that none holds up a more urgent one for long.
   */
  int batchBytes(int most) {
    long bytes = most;
    if (bytesPerSecond > 0) {
      bytes = Math.min(bytes, bytesPerSecond * SECONDS_PER_BATCH);
    }
    if (bytesPerHour > 0) {
      bytes = Math.min(bytes, bytesPerHour / BATCHES_PER_BUDGET);
    }
    if (bytesPerDay > 0) {
      bytes = Math.min(bytes, bytesPerDay / BATCHES_PER_BUDGET);
    }
    return (int) Math.max(Math.min(most, SMALLEST_BATCH), bytes);
  }
}
