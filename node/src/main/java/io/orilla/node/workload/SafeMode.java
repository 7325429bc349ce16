package io.orilla.node.workload;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether only models that proved good are started, as the agent crashed again and again. It ends
 * by itself after a quiet time. Immutable.
 */
public final class SafeMode {
  /** Nothing happened. */
  public static final SafeMode OFF = new SafeMode(InstantSource.system(), Instant.MIN, "");

  private final InstantSource clock;
  private final Instant until;
  private final String reason;

  public SafeMode(InstantSource clock, Instant until, String reason) {
    this.clock = clock;
    this.until = until;
    this.reason = reason;
  }

  public boolean isOn() {
    return clock.instant().isBefore(until);
  }

  /** Why it is on, and until when; nothing when it is not. */
  public Optional<String> reason() {
    return isOn() ? Optional.of("safe mode until " + until + ": " + reason) : Optional.empty();
  }
}
