package io.orilla.model.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.packed.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive blocks of one lane on their way to the server: the body of {@code POST
 * /node/v1/journal}. Format: {@code docs/format/journal.md}. Sending the same batch again changes
 * nothing.
 *
 * @param account the lane's balance at the node when the batch was cut, the batch itself still
 *     pending
 */
public record JournalBatch(JournalEpoch epoch, LaneAccount account, List<Block> blocks) {
  static final short MAGIC = 0x4F4A; // "OJ"
  private static final byte VERSION = 2;
  private static final int HEADER = 2 + 1 + 1 + 16 + 4;
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
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    ByteBuffer head = ByteBuffer.allocate(HEADER);
    head.putShort(MAGIC).put(VERSION).put((byte) lane().code());
    head.putLong(epoch.id().getMostSignificantBits()).putLong(epoch.id().getLeastSignificantBits());
    head.putInt(blocks.getFirst().chain().before());
    out.writeBytes(head.array());
    Varint.write(out, firstSequence());
    writeAccount(out);
    Block last = null;
    for (Block block : blocks) {
      writeBlock(out, block, last);
      last = block;
    }
    return sealed(out);
  }

  /** With its checksum behind it. */
  static byte[] sealed(ByteArrayOutputStream out) {
    CRC32C crc = new CRC32C();
    crc.update(out.toByteArray());
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return out.toByteArray();
  }

  void writeAccount(ByteArrayOutputStream out) {
    Varint.write(out, account.made());
    Varint.writeSigned(out, firstSequence() - 1 - account.delivered());
    Varint.write(out, account.dropped());
    Varint.writeSigned(
        out, account.made() - account.delivered() - account.dropped() - account.pending());
  }

  static void writeBlock(ByteArrayOutputStream out, Block block, @Nullable Block before) {
    Varint.write(out, block.count());
    Varint.writeSigned(out, block.made() - block.lastSequence() - ahead(before));
    Varint.writeSigned(out, block.writtenAt() - (before == null ? 0 : before.writtenAt()));
    out.writeBytes(ByteBuffer.allocate(4).putInt(block.chain().after()).array());
    Varint.write(out, block.payload().length);
    out.writeBytes(block.payload());
  }

  /** By how much the count of records made is ahead of their numbers: mostly by nothing. */
  private static long ahead(@Nullable Block block) {
    return block == null ? 0 : block.made() - block.lastSequence();
  }

  /**
   * The lane of an encoded batch, from its header alone.
   *
   * @throws OrillaException INVALID_FORMAT when the bytes do not begin like a batch
   */
  public static Lane laneOf(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER || in.getShort() != MAGIC || in.get() != VERSION) {
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
    try {
      return read(lane, unsealed(bytes).position(4));
    } catch (BufferUnderflowException e) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "the journal batch is cut short", e);
    }
  }

  /** What is before the checksum, which is right. */
  static ByteBuffer unsealed(byte[] bytes) {
    int end = bytes.length - 4;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    if (ByteBuffer.wrap(bytes).getInt(end) != (int) crc.getValue()) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "the journal batch fails its checksum");
    }
    return ByteBuffer.wrap(bytes, 0, end);
  }

  private static JournalBatch read(Lane lane, ByteBuffer in) {
    JournalEpoch epoch = new JournalEpoch(new UUID(in.getLong(), in.getLong()));
    int link = in.getInt();
    long first = Varint.read(in);
    LaneAccount account = readAccount(in, lane, first);
    List<Block> blocks = new ArrayList<>();
    Block last = null;
    while (in.hasRemaining()) {
      last = readBlock(in, lane, last == null ? first : last.lastSequence() + 1, link, last);
      link = last.chain().after();
      blocks.add(last);
    }
    return new JournalBatch(epoch, account, blocks);
  }

  static LaneAccount readAccount(ByteBuffer in, Lane lane, long first) {
    long made = Varint.read(in);
    long delivered = first - 1 - Varint.readSigned(in);
    long dropped = Varint.read(in);
    long pending = made - delivered - dropped - Varint.readSigned(in);
    return new LaneAccount(lane, made, delivered, pending, dropped);
  }

  static Block readBlock(ByteBuffer in, Lane lane, long first, int link, @Nullable Block before) {
    long count = Varint.read(in);
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "a block of " + count + " records");
    }
    long made = first + count - 1 + ahead(before) + Varint.readSigned(in);
    long writtenAt = (before == null ? 0 : before.writtenAt()) + Varint.readSigned(in);
    Chain chain = new Chain(link, in.getInt());
    long length = Varint.read(in);
    if (length < 0 || length > in.remaining()) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "a block of " + length + " bytes is longer than its batch");
    }
    byte[] payload = new byte[(int) length];
    in.get(payload);
    return new Block(lane, first, (int) count, made, writtenAt, chain, payload);
  }
}
