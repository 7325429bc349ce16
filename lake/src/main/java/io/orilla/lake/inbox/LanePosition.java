package io.orilla.lake.inbox;

import io.orilla.model.journal.LaneAccount;
import java.util.List;

/**
 * How far a lane of a node is held.
 *
 * @param through the last sequence held
 * @param held how many records are held; fewer than {@code through} where the node dropped some
 * @param account the lane's balance as the node last said it, the batch that said so pending
 * @param receivedAt when that batch came, µs UTC
 * @param last the blocks of the batch accepted last, to know them again
 */
public record LanePosition(
    LaneKey key,
    long through,
    long held,
    LaneAccount account,
    long receivedAt,
    List<BlockMark> last) {
  public LanePosition {
    last = List.copyOf(last);
  }

  /** Sequence numbers up to {@code through} that never came. */
  long missing() {
    return through - held;
  }

  /** A block by its sequence numbers and its checksum. */
  public record BlockMark(long first, long last, int crc) {}
}
