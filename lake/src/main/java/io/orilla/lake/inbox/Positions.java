package io.orilla.lake.inbox;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far each lane is held, and what that means for a batch that comes. Not thread-safe. */
final class Positions {
  private final Map<LaneKey, LanePosition> lanes = new HashMap<>();

  Optional<LanePosition> find(LaneKey key) {
    return Optional.ofNullable(lanes.get(key));
  }

  List<LanePosition> all() {
    return List.copyOf(lanes.values());
  }

  void put(LanePosition position) {
    lanes.put(position.key(), position);
  }

  /** Forgets all, and takes over the other's. */
  void reset(Positions other) {
    lanes.clear();
    lanes.putAll(other.lanes);
  }

  /**
   * The part of the batch that is not held yet; nothing when all of it is.
   *
   * @throws OrillaException SEQUENCE_GAP when records are missing before it that the node does not
   *     account for as dropped; EPOCH_CONFLICT when its records do not continue those that are held
   */
  Optional<JournalBatch> unheld(ObjectName node, JournalBatch batch) {
    LanePosition lane = position(new LaneKey(node, batch.epoch(), batch.lane()));
    refuseGap(node, batch, lane);
    List<Block> rest = new ArrayList<>();
    for (Block block : batch.blocks()) {
      refuseConflict(node, batch, block, lane);
      if (block.firstSequence() > lane.through()) {
        rest.add(block);
      } else if (block.lastSequence() > lane.through()) {
        rest.add(block.above(lane.through()));
      }
    }
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(new JournalBatch(batch.epoch(), batch.account(), rest));
  }

  private LanePosition position(LaneKey key) {
    return find(key).orElseGet(() -> LanePosition.beginning(key));
  }

  /** All that never came, with this hole, is at most what the node says it dropped in all. */
  private static void refuseGap(ObjectName node, JournalBatch batch, LanePosition lane) {
    long expected = lane.through() + 1;
    long hole = batch.firstSequence() - expected;
    if (hole > 0 && hole + lane.missing() > batch.account().dropped()) {
      throw new OrillaException(
          ErrorCode.SEQUENCE_GAP,
          "%s %s: expected sequence %d, got %d; send again from %d"
              .formatted(node, batch.lane().text(), expected, batch.firstSequence(), expected));
    }
  }

  /**
   * What a block says of the last record held must be what is known of it. A block that ends below
   * says nothing of that record, and is not taken either.
   */
  private static void refuseConflict(
      ObjectName node, JournalBatch batch, Block block, LanePosition lane) {
    boolean continues =
        block.firstSequence() == lane.through() + 1 && block.chain().before() != lane.link();
    boolean overlaps =
        block.firstSequence() <= lane.through()
            && lane.through() <= block.lastSequence()
            && !block.hasLink(lane.through(), lane.link());
    if (continues || overlaps) {
      throw new OrillaException(
          ErrorCode.EPOCH_CONFLICT,
          "%s %s: other records are held up to sequence %d of epoch %s; open a new journal epoch"
              .formatted(node, batch.lane().text(), lane.through(), batch.epoch()));
    }
  }

  /** Where its lane stands once the batch is held, none of which was. */
  LanePosition after(ObjectName node, JournalBatch batch, long receivedAt) {
    LaneKey key = new LaneKey(node, batch.epoch(), batch.lane());
    return new LanePosition(
        key,
        batch.lastSequence(),
        batch.blocks().getLast().chain().after(),
        position(key).held() + batch.blocks().stream().mapToLong(Block::held).sum(),
        batch.account(),
        receivedAt);
  }
}
