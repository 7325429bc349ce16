package io.orilla.inference.serving;

import io.orilla.model.document.ServingSpec;
import io.orilla.model.error.OrillaException;
import java.time.Duration;

/**
 * How calls of one model are served.
 *
 * @param maxBatch rows that are put together for one run, at most; 1 for a run for each call
 * @param batchDelay how long a call may wait for others to come; they are put together without any
 *     delay when they wait anyway
 * @param maxQueue calls that may wait; what comes then is refused
 * @param maxBytes memory of the calls that wait or run
 * @param longestWait how long a call may wait before it is given up; a call may ask for less
 * @param longestRun how long a run may take before it is broken off
 * @param priority calls of models with a higher one go before all others that wait
 */
public record ServingSettings(
    int maxBatch,
    Duration batchDelay,
    int maxQueue,
    long maxBytes,
    Duration longestWait,
    Duration longestRun,
    int priority) {
  public static final ServingSettings DEFAULT =
      new ServingSettings(
          32, Duration.ZERO, 128, 32 << 20, Duration.ofSeconds(5), Duration.ofSeconds(10), 0);

  public ServingSettings {
    if (maxBatch < 1 || maxQueue < 1 || maxBytes < 1) {
      throw OrillaException.invalid("maxBatch, maxQueue and maxBytes must be 1 or more");
    }
    if (batchDelay.isNegative() || batchDelay.compareTo(Duration.ofSeconds(1)) > 0) {
      throw OrillaException.invalid("batchDelay is 0 to 1s, not " + batchDelay);
    }
  }

  /** These, but for what a workload says itself. */
  public ServingSettings with(ServingSpec own) {
    return new ServingSettings(
        own.maxBatch().orElse(maxBatch),
        own.batchDelay().orElse(batchDelay),
        own.maxQueue().orElse(maxQueue),
        own.maxBytes().orElse(maxBytes),
        own.longestWait().orElse(longestWait),
        own.longestRun().orElse(longestRun),
        own.priority().orElse(priority));
  }
}
