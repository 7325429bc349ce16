package io.orilla.node.delivery;

import io.orilla.model.journal.Lane;
import java.time.Duration;

/**
 * How records are gathered into batches and sent.
 *
 * @param batchBytes of the journal that go into one batch; it is smaller when packed
 * @param gather how long a lane that was idle gathers before it is sent
 * @param idle how long nothing may happen before the delivery looks again by itself
 * @param link what the link to the server may carry
 */
public record DeliverySettings(int batchBytes, Gather gather, Duration idle, LinkSettings link) {
  public static final DeliverySettings DEFAULT =
      new DeliverySettings(
          1 << 20,
          Gather.of(Duration.ofMillis(100)),
          Duration.ofSeconds(10),
          LinkSettings.UNLIMITED);

  /** Longer makes fewer and denser batches. */
  public record Gather(Duration events, Duration predictions, Duration signals) {
    public static Gather of(Duration all) {
      return new Gather(all, all, all);
    }

    Duration of(Lane lane) {
      return switch (lane) {
        case EVENTS -> events;
        case PREDICTIONS -> predictions;
        case SIGNALS -> signals;
      };
    }
  }
}
