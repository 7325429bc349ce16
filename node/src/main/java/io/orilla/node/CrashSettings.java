package io.orilla.node;

import java.time.Duration;

/**
 * When the agent starts only what it trusts.
 *
 * @param count so many crashes
 * @param within so long a time start safe mode
 * @param quiet it ends after so long a time without another crash
 */
public record CrashSettings(int count, Duration within, Duration quiet) {
  public static final CrashSettings DEFAULT =
      new CrashSettings(3, Duration.ofMinutes(10), Duration.ofMinutes(10));
}
