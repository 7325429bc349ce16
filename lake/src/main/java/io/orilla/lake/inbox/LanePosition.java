package io.orilla.lake.inbox;

import io.orilla.model.journal.Chain;
import io.orilla.model.journal.LaneAccount;

/**
 * How far a lane of a node is held.
 *
 * @param through the last sequence held
 * @param held how many records are held; fewer than {@code through} where the node dropped some
 * @param link that of the record {@code through}: what follows must continue it
 * @param account the lane's balance as the node last said it, the batch that said so pending
 * @param receivedAt when that batch came, µs UTC
 */
public record LanePosition(
    LaneKey key, long through, int link, long held, LaneAccount account, long receivedAt) {
  /** A lane of which nothing came yet. */
  static LanePosition beginning(LaneKey key) {
    LaneAccount account = new LaneAccount(key.lane(), 0, 0, 0, 0);
    return new LanePosition(key, 0, Chain.start(key.epoch()), 0, account, 0);
  }

  /** Sequence numbers up to {@code through} that never came. */
  long missing() {
    return through - held;
  }
}
