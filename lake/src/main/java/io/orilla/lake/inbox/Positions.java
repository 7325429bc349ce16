package io.orilla.lake.inbox;

import io.orilla.lake.inbox.LanePosition.BlockMark;
import io.orilla.model.document.ObjectName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.JournalBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   *     account for as dropped; EPOCH_CONFLICT when what is held under its sequence numbers is
   *     something else
   */
  Optional<JournalBatch> unheld(ObjectName node, JournalBatch batch) {
    LanePosition held = lanes.get(new LaneKey(node, batch.epoch(), batch.lane()));
    long through = held == null ? 0 : held.through();
    refuseGap(node, batch, held);
    List<Block> rest = new ArrayList<>();
    for (Block block : batch.blocks()) {
      if (held != null) {
        refuseConflict(node, batch, block, held);
      }
      if (block.lastSequence() > through) {
        rest.add(block);
      }
    }
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(new JournalBatch(batch.epoch(), batch.account(), rest));
  }

  /** All that never came, with this hole, is at most what the node says it dropped in all. */
  private static void refuseGap(ObjectName node, JournalBatch batch, @Nullable LanePosition held) {
    long through = held == null ? 0 : held.through();
    long hole = batch.firstSequence() - through - 1;
    long missing = hole + (held == null ? 0 : held.missing());
    if (hole > 0 && missing > batch.account().dropped()) {
      throw new OrillaException(
          ErrorCode.SEQUENCE_GAP,
          "%s %s: expected sequence %d, got %d; send again from %d"
              .formatted(
                  node, batch.lane().text(), through + 1, batch.firstSequence(), through + 1));
    }
  }

  private static void refuseConflict(
      ObjectName node, JournalBatch batch, Block block, LanePosition held) {
    boolean straddles =
        block.firstSequence() <= held.through() && block.lastSequence() > held.through();
    boolean other =
        held.last().stream()
            .filter(
                mark ->
                    mark.first() <= block.lastSequence() && block.firstSequence() <= mark.last())
            .anyMatch(mark -> !mark.equals(mark(block)));
    if (straddles || other) {
      throw new OrillaException(
          ErrorCode.EPOCH_CONFLICT,
          "%s %s: sequences %d to %d of epoch %s are held with other bytes; open a new journal epoch"
              .formatted(
                  node,
                  batch.lane().text(),
                  block.firstSequence(),
                  block.lastSequence(),
                  batch.epoch()));
    }
  }

  /** Where its lane stands once the batch is held, none of which was. */
  LanePosition after(ObjectName node, JournalBatch batch, long receivedAt) {
    LaneKey key = new LaneKey(node, batch.epoch(), batch.lane());
    long before = find(key).map(LanePosition::held).orElse(0L);
    return new LanePosition(
        key,
        batch.lastSequence(),
        before + batch.lastSequence() - batch.firstSequence() + 1,
        batch.account(),
        receivedAt,
        batch.blocks().stream().map(Positions::mark).toList());
  }

  private static BlockMark mark(Block block) {
    ByteBuffer bytes = ByteBuffer.allocate(block.encodedLength());
    block.encode(bytes);
    return new BlockMark(
        block.firstSequence(), block.lastSequence(), bytes.getInt(bytes.position() - 4));
  }
}
