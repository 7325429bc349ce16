package io.orilla.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.LaneAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Takes a lane's records as the server does: each once, and no hole that is not accounted for. */
final class Shore {
  private final TreeMap<Long, Block> held = new TreeMap<>();
  private long through;
  private long count;

  /** What is delivered next, as {@code LaneDelivery} cuts it. */
  static List<Block> batch(LaneReader reader, long limit, int most) {
    List<Block> blocks = new ArrayList<>();
    while (blocks.size() < most) {
      Optional<Block> block = reader.next(limit);
      if (block.isEmpty()) {
        return blocks;
      }
      if (!blocks.isEmpty() && !reader.joined()) {
        reader.seek(block.get().firstSequence());
        return blocks;
      }
      blocks.add(block.get());
    }
    return blocks;
  }

  /** Whether a hole is more than what is accounted for as dropped, or a block is no longer so. */
  boolean refuses(List<Block> blocks, LaneAccount account) {
    boolean other =
        blocks.stream()
            .anyMatch(block -> block.firstSequence() <= through && block.lastSequence() > through);
    long hole = Math.max(0, blocks.getFirst().firstSequence() - through - 1);
    return other || hole > 0 && hole + through - count > account.dropped();
  }

  /** Returns up to where the lane is held. */
  long take(List<Block> blocks, LaneAccount account) {
    assertThat(refuses(blocks, account))
        .as("through %s, %s held, %s, then %s", through, count, account, blocks.getFirst())
        .isFalse();
    for (Block block : blocks) {
      if (block.firstSequence() > through) {
        held.put(block.firstSequence(), block);
        count += block.held();
        through = block.lastSequence();
      }
    }
    return through;
  }

  long through() {
    return through;
  }

  long count() {
    return count;
  }

  List<Block> held() {
    return List.copyOf(held.values());
  }
}
