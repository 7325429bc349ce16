package io.orilla.lake.appender;

import java.time.Duration;

/**
 * @param interval how long accepted records wait for their commit at most
 * @param bytes accepted bytes that are committed without waiting for the interval
 * @param snapshots how many newest snapshots of a raw table are kept, beside the tagged ones
 */
public record AppenderSettings(Duration interval, long bytes, int snapshots) {
  public static final AppenderSettings DEFAULT =
      new AppenderSettings(Duration.ofSeconds(10), 64L << 20, 200);

  public AppenderSettings every(Duration other) {
    return new AppenderSettings(other, bytes, snapshots);
  }
}
