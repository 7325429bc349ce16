package io.orilla.node.clock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How right this machine's clock is.
 *
 * @param wrong whether it differs from the server's by more than half a minute
 * @param offsetSeconds what the server's clock is ahead of this one; absent until it was heard
 * @param measuredAt when that was measured, by this machine's clock
 */
public record ClockStatus(
    boolean wrong, @Nullable Double offsetSeconds, @Nullable Instant measuredAt) {
  static final ClockStatus UNKNOWN = new ClockStatus(false, null, null);
}
