package io.orilla.node.journal;

import io.orilla.model.journal.Block;
import io.orilla.model.journal.Chain;
import io.orilla.model.journal.JournalEpoch;

/**
 * Where a lane stands after its last sound block; {@code writtenAt} is 0 when there is none.
 *
 * @param link that of the last record
 */
record LaneTail(long lastSequence, long made, long writtenAt, int link) {
  /** Where a lane of an epoch begins. */
  static LaneTail start(JournalEpoch epoch) {
    return new LaneTail(0, 0, 0, Chain.start(epoch));
  }

  static LaneTail before(Block block) {
    return new LaneTail(
        block.firstSequence() - 1, block.made() - block.count(), 0, block.chain().before());
  }

  /** Before the first block of a segment. */
  static LaneTail before(SegmentHeader header) {
    return new LaneTail(header.firstSequence() - 1, header.madeBefore(), 0, header.link());
  }

  LaneTail after(Block block) {
    return new LaneTail(
        block.lastSequence(), block.made(), block.writtenAt(), block.chain().after());
  }

  /** With the records behind it that were made up to a sequence and are lost. */
  LaneTail orLost(long through) {
    return through <= lastSequence
        ? this
        : new LaneTail(through, made + through - lastSequence, writtenAt, link);
  }
}
