package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thins a lane's pending segments out, the oldest first. Thread-safe. */
final class LaneThinning {
  private static final Logger log = LoggerFactory.getLogger(LaneThinning.class);

  private final Lane lane;
  private final Segments segments;
  private final Losses losses;
  private final LaneLedger ledger;
  private final LanePruning pruning;

  /** First sequences of segments of which a part is not there. */
  private final Set<Long> unthinnable = ConcurrentHashMap.newKeySet();

  LaneThinning(
      Lane lane, Segments segments, Losses losses, LaneLedger ledger, LanePruning pruning) {
    this.lane = lane;
    this.segments = segments;
    this.losses = losses;
    this.ledger = ledger;
    this.pruning = pruning;
    losses.removeThinned(loss -> isWhole(loss.first()));
  }

  /** Whether a segment is still there as it was: the crash came before it was thinned. */
  private boolean isWhole(long firstSequence) {
    return segments.holding(firstSequence).equals(Optional.of(firstSequence))
        && segments.thinned(firstSequence) == 0;
  }

  /** Thins the oldest segment that may be; false when there is none. */
  boolean thinOldest(int factor) throws IOException {
    for (Segments.Range segment : pruning.thinnable()) {
      if (!unthinnable.contains(segment.first())) {
        Optional<Block> left = left(segment, factor);
        if (left.isPresent()) {
          segments.writeThinned(left.get());
          return ledger.settle(() -> replace(segment, left.get()));
        }
        unthinnable.add(segment.first());
      }
    }
    return false;
  }

  /** What would be left of a segment; nothing when parts of it are not there. */
  private Optional<Block> left(Segments.Range segment, int factor) {
    try (ReadableFile file = segments.openToRead(segment.first())) {
      return Thinning.of(new BlockCursor(file, lane), segment, factor);
    } catch (IOException e) {
      log.warn("A segment of the {} lane is not thinned: {}", lane.text(), e.toString());
      return Optional.empty();
    }
  }

  /** It may be on its way meanwhile, or lost: then it stays as it is. */
  private boolean replace(Segments.Range segment, Block left) throws IOException {
    if (!pruning.thinnable().contains(segment)) {
      segments.discardThinned(segment.first());
      return true;
    }
    Loss loss =
        ledger.loss(segment.first(), segment.last(), left.count() - left.held(), Loss.THINNED);
    losses.thin(loss);
    boolean replaced = false;
    try {
      losses.persist();
      replaced = segments.replaceByThinned(segment.first());
    } finally {
      if (!replaced) {
        losses.removeThinned(loss::equals);
      }
    }
    return replaced;
  }
}
