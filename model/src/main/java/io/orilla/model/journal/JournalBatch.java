package io.orilla.model.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Consecutive blocks of one lane on their way to the server: the body of {@code POST
 * /node/v1/journal}. Format: {@code docs/format/journal.md}. Sending the same batch again changes
 * nothing.
 *
 * @param account the lane's balance at the node when the batch was cut, the batch itself still
 *     pending
 */
public record JournalBatch(JournalEpoch epoch, LaneAccount account, List<Block> blocks) {
  private static final int MAGIC = 0x4F424154; // "OBAT"
  private static final byte VERSION = 1;
  private static final int HEADER = 4 + 1 + 1 + 2 + 16 + 4 * 8;
  public static final int MAX_BYTES = 32 << 20;

  public JournalBatch {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "a journal batch has at least one block");
    }
    long next = blocks.getFirst().firstSequence();
    int link = blocks.getFirst().chain().before();
    for (Block block : blocks) {
      if (block.lane() != account.lane()
          || block.firstSequence() != next
          || block.chain().before() != link) {
        throw new OrillaException(
            ErrorCode.INVALID_FORMAT, "the blocks of a batch follow each other in one lane");
      }
      next = block.lastSequence() + 1;
      link = block.chain().after();
    }
  }

  public Lane lane() {
    return account.lane();
  }

  public long firstSequence() {
    return blocks.getFirst().firstSequence();
  }

  public long lastSequence() {
    return blocks.getLast().lastSequence();
  }

  public byte[] encode() {
    int length = HEADER + blocks.stream().mapToInt(Block::encodedLength).sum();
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.BIG_ENDIAN);
    out.putInt(MAGIC).put(VERSION).put((byte) lane().code()).putShort((short) 0);
    out.putLong(epoch.id().getMostSignificantBits()).putLong(epoch.id().getLeastSignificantBits());
    out.putLong(account.made())
        .putLong(account.delivered())
        .putLong(account.pending())
        .putLong(account.dropped());
    blocks.forEach(block -> block.encode(out));
    return out.array();
  }

  /**
   * The lane of an encoded batch, from its header alone.
   *
   * @throws OrillaException INVALID_FORMAT when the bytes do not begin like a batch
   */
  public static Lane laneOf(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    if (bytes.length < HEADER || in.getInt() != MAGIC || in.get() != VERSION) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "the body is no journal batch of version " + VERSION);
    }
    return Lane.ofCode(in.get());
  }

  /**
   * @throws OrillaException INVALID_FORMAT when the bytes are no whole batch
   */
  public static JournalBatch decode(byte[] bytes) {
    Lane lane = laneOf(bytes);
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN).position(8);
    JournalEpoch epoch = new JournalEpoch(new UUID(in.getLong(), in.getLong()));
    LaneAccount account =
        new LaneAccount(lane, in.getLong(), in.getLong(), in.getLong(), in.getLong());
    List<Block> blocks = new ArrayList<>();
    while (in.hasRemaining()) {
      blocks.add(Block.decode(in));
    }
    return new JournalBatch(epoch, account, blocks);
  }
}
