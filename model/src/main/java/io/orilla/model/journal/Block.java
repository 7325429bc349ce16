package io.orilla.model.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;

/**
 * Consecutive records of one lane, the unit that is written and checked. Where one block ends and
 * the next begins means nothing: blocks may be merged and cut on their way, but for
 * <em>thinned</em> ones, which hold only some of their samples. Format: {@code
 * docs/format/journal.md}.
 *
 * @param firstSequence the sequence number of the first record, from 1
 * @param count how many records it stands for, at least 1; the payload holds all but those that
 *     were thinned out
 * @param made the lane's own count of records made, this block's included
 * @param writtenAt when the block was handed to the operating system, µs UTC
 * @param chain ties the records to those before them, whatever blocks they are in
 * @param payload records as {@link SampleRecords} or {@link JsonRecords} encode them; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // identity of a block is its lane and sequence
public record Block(
    Lane lane,
    long firstSequence,
    int count,
    long made,
    long writtenAt,
    Chain chain,
    byte[] payload) {
  private static final short MAGIC = 0x4F42; // "OB"
  private static final byte VERSION = 1;
  private static final int HEADER = 44;
  private static final int TRAILER = 4;

  /** No block is larger; a longer length in a header is damage. */
  public static final int MAX_PAYLOAD = 16 << 20;

  public Block {
    if (count < 1 || firstSequence < 1) {
      throw OrillaException.invalid("a block has at least one record, numbered from 1");
    }
    if (payload.length > MAX_PAYLOAD) {
      throw OrillaException.invalid(
          "a block's payload of " + payload.length + " bytes is over " + MAX_PAYLOAD);
    }
  }

  /** A block whose records follow the one with the link {@code before}. */
  public static Block following(
      int before,
      Lane lane,
      long firstSequence,
      int count,
      long made,
      long writtenAt,
      byte[] payload) {
    Chain chain = Chain.over(lane, before, payload);
    return new Block(lane, firstSequence, count, made, writtenAt, chain, payload);
  }

  /** The same records in another encoding. */
  public Block holding(byte[] other) {
    return new Block(lane, firstSequence, count, made, writtenAt, chain, other);
  }

  public long lastSequence() {
    return firstSequence + count - 1;
  }

  public boolean isThinned() {
    return lane == Lane.SIGNALS && SampleRecords.isThinned(payload);
  }

  /**
   * The numbers of the records that the payload holds, in its order.
   *
   * @throws OrillaException INVALID_FORMAT when it does not say which
   */
  public long[] sequences() {
    if (!isThinned()) {
      return LongStream.rangeClosed(firstSequence, lastSequence()).toArray();
    }
    int[] places = SampleRecords.places(payload);
    if (places[places.length - 1] >= count) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "a block of %d records holds more".formatted(count));
    }
    return IntStream.of(places).mapToLong(place -> firstSequence + place).toArray();
  }

  /** How many records the payload holds. */
  public int held() {
    return isThinned() ? SampleRecords.places(payload).length : count;
  }

  public int encodedLength() {
    return HEADER + payload.length + TRAILER;
  }

  /** Appends the block's bytes; the buffer must have {@link #encodedLength()} remaining. */
  public void encode(ByteBuffer out) {
    out.order(ByteOrder.BIG_ENDIAN);
    int start = out.position();
    out.putShort(MAGIC).put(VERSION).put((byte) lane.code()).putInt(count);
    out.putLong(firstSequence).putLong(made).putLong(writtenAt);
    out.putInt(chain.before()).putInt(chain.after()).putInt(payload.length).put(payload);
    out.putInt(checksum(out, start, out.position()));
  }

  /**
   * The encoded length of the block at the buffer's position, or nothing while its end is not there
   * yet: a torn tail.
   *
   * @throws OrillaException INVALID_FORMAT when the header is no block's
   */
  public static OptionalInt lengthAt(ByteBuffer in) {
    if (in.remaining() < HEADER) {
      return OptionalInt.empty();
    }
    ByteBuffer header = in.duplicate().order(ByteOrder.BIG_ENDIAN);
    int at = in.position();
    int length = header.getInt(at + 40);
    if (header.getShort(at) != MAGIC
        || header.get(at + 2) != VERSION
        || length < 0
        || length > MAX_PAYLOAD) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "no journal block at byte " + at);
    }
    int total = HEADER + length + TRAILER;
    return in.remaining() < total ? OptionalInt.empty() : OptionalInt.of(total);
  }

  /**
   * Reads the block at the buffer's position and moves past it.
   *
   * @throws OrillaException INVALID_FORMAT when it is cut short, damaged or no block
   */
  public static Block decode(ByteBuffer in) {
    int total =
        lengthAt(in)
            .orElseThrow(
                () ->
                    new OrillaException(
                        ErrorCode.INVALID_FORMAT, "the journal block is cut short"));
    int start = in.position();
    in.order(ByteOrder.BIG_ENDIAN);
    if (in.getInt(start + total - TRAILER) != checksum(in, start, start + total - TRAILER)) {
      throw new OrillaException(
          ErrorCode.INVALID_FORMAT, "the journal block at byte " + start + " fails its checksum");
    }
    in.position(start + 3);
    Lane lane = Lane.ofCode(in.get());
    int count = in.getInt();
    long firstSequence = in.getLong();
    long made = in.getLong();
    long writtenAt = in.getLong();
    Chain chain = new Chain(in.getInt(), in.getInt());
    byte[] payload = new byte[in.getInt()];
    in.get(payload);
    in.position(start + total);
    return new Block(lane, firstSequence, count, made, writtenAt, chain, payload);
  }

  /**
   * Whether the record {@code sequence} of this block has this link. Of a thinned block only the
   * last one's is known.
   *
   * @throws OrillaException INVALID_FORMAT when the records are damaged
   */
  public boolean hasLink(long sequence, int link) {
    return isThinned()
        ? sequence == lastSequence() && chain.after() == link
        : linkAt(sequence) == link;
  }

  /** The link of the record {@code sequence} of this block, not a thinned one, from its records. */
  int linkAt(long sequence) {
    return sequence == lastSequence()
        ? chain.after()
        : Chain.over(lane, chain.before(), payload, (int) (sequence + 1 - firstSequence)).after();
  }

  /** The records above a sequence that this block, not a thinned one, holds; not its last. */
  public Block above(long sequence) {
    int skipped = (int) (sequence + 1 - firstSequence);
    byte[] rest =
        switch (lane) {
          case EVENTS, PREDICTIONS -> JsonRecords.after(payload, skipped);
          case SIGNALS -> SampleRecords.after(payload, skipped);
        };
    Chain cut = new Chain(linkAt(sequence), chain.after());
    return new Block(lane, sequence + 1, count - skipped, made, writtenAt, cut, rest);
  }

  private static int checksum(ByteBuffer bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(from).limit(to));
    return (int) crc.getValue();
  }
}
