package io.orilla.node.delivery;

import java.time.Duration;

/**
 * How records are gathered into batches.
 *
 * @param batchBytes a batch is closed when it has reached this size
 * @param gather how long records are gathered once all that was there is sent
 * @param idle how long nothing may happen before the delivery looks again by itself
 */
public record DeliverySettings(int batchBytes, Duration gather, Duration idle) {
  public static final DeliverySettings DEFAULT =
      new DeliverySettings(1 << 20, Duration.ofMillis(100), Duration.ofSeconds(10));
}
