package io.orilla.model.document;

import io.orilla.model.error.OrillaException;
import java.time.Duration;
import java.util.Optional;

/**
 * How calls from outside are answered by a workload's model; what is not said here is as the node's
 * {@code agent.yaml} says.
 *
 * @param maxBatch rows that are put together for one run, at most
 * @param batchDelay how long a call may wait for others to come
 * @param maxQueue calls that may wait; what comes then is refused
 * @param priority of its calls over those of other models, 0 to 9
 * @param longestWait how long a call may wait before it is given up
 * @param longestRun how long a run may take before it is broken off
 * @param maxBytes memory of the calls that wait or run
 * @param log which answers are kept as predictions; none unless it says so
 */
public record ServingSpec(
    Optional<Integer> maxBatch,
    Optional<Duration> batchDelay,
    Optional<Integer> maxQueue,
    Optional<Integer> priority,
    Optional<Duration> longestWait,
    Optional<Duration> longestRun,
    Optional<Long> maxBytes,
    Optional<RequestLog> log) {
  public static final ServingSpec DEFAULT =
      new ServingSpec(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  public ServingSpec {
    within("maxBatch", maxBatch, 1, 4096);
    within("maxQueue", maxQueue, 1, 10_000);
    within("priority", priority, 0, 9);
    within("maxBytes", maxBytes, 1 << 10, 4L << 30);
    within("batchDelay", batchDelay, Duration.ZERO, LONGEST_DELAY, "0s to 1s");
    within("longestWait", longestWait, Duration.ofMillis(1), HOUR, "1ms to 1h");
    within("longestRun", longestRun, Duration.ofMillis(1), HOUR, "1ms to 1h");
  }

  private static void within(String key, Optional<? extends Number> value, long least, long most) {
    value
        .map(Number::longValue)
        .filter(number -> number < least || number > most)
        .ifPresent(
            number -> {
              throw OrillaException.invalid(
                  "%s is %d to %d, not %d".formatted(key, least, most, number));
            });
  }

  private static void within(
      String key, Optional<Duration> value, Duration least, Duration most, String allowed) {
    value
        .filter(time -> time.compareTo(least) < 0 || time.compareTo(most) > 0)
        .ifPresent(
            time -> {
              throw OrillaException.invalid(key + " is " + allowed + ", not " + time);
            });
  }
}
