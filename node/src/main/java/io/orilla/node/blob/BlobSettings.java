package io.orilla.node.blob;

import java.time.Duration;

/**
 * How blobs are fetched and kept.
 *
 * @param parallel how many come at once
 * @param stall how long a transfer may bring nothing before it is broken off
 * @param turn how long one transfer may take before others have their turn; it goes on afterwards
 * @param bytesPerSecond of all transfers together; 0 for as fast as they come
 * @param quarantine how many bytes of wrong blobs are kept to be looked at
 * @param preplaced how long blobs stay that were brought before any desired state names them
 */
public record BlobSettings(
    int parallel,
    Duration stall,
    Duration turn,
    long bytesPerSecond,
    long quarantine,
    Duration preplaced) {
  public static final BlobSettings DEFAULT =
      new BlobSettings(
          4, Duration.ofSeconds(20), Duration.ofMinutes(5), 0, 64 << 20, Duration.ofDays(30));
}
