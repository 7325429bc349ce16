package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What a segment says of itself. Format: {@code docs/format/journal.md}.
 *
 * @param firstSequence number of the first record of the segment
 * @param madeBefore the lane's count of records made before it
 * @param begunAt when it was begun, µs UTC: what is before it is older
 * @param thinned how many of its records were thinned out
 * @param link that of the record before it
 */
record SegmentHeader(
    Lane lane,
    JournalEpoch epoch,
    long firstSequence,
    long madeBefore,
    long begunAt,
    long thinned,
    int link) {
  private static final int MAGIC = 0x4F534547; // "OSEG"
  private static final byte VERSION = 1;
  static final int LENGTH = 4 + 1 + 1 + 2 + 16 + 8 + 8 + 8 + 8 + 4 + 4;

  SegmentHeader withThinned(long count) {
    return new SegmentHeader(lane, epoch, firstSequence, madeBefore, begunAt, count, link);
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH);
    out.putInt(MAGIC).put(VERSION).put((byte) lane.code()).putShort((short) 0);
    out.putLong(epoch.id().getMostSignificantBits()).putLong(epoch.id().getLeastSignificantBits());
    out.putLong(firstSequence).putLong(madeBefore).putLong(begunAt).putLong(thinned).putInt(link);
    return out.putInt(checksum(out.array())).array();
  }

  /** The header of a file that begins with one; nothing when it does not. */
  static Optional<SegmentHeader> read(ReadableFile file) throws IOException {
    byte[] bytes = new byte[LENGTH];
    return decode(bytes, file.read(0, bytes, 0, bytes.length));
  }

  /** The header of a segment that was found sound before. */
  static SegmentHeader readAgain(ReadableFile file) throws IOException {
    return read(file).orElseThrow(() -> new IOException("a header vanished"));
  }

  /** Nothing when the bytes are no whole, sound header of this version. */
  static Optional<SegmentHeader> decode(byte[] bytes, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    if (length < LENGTH
        || in.getInt(LENGTH - 4) != checksum(bytes)
        || in.getInt() != MAGIC
        || in.get() != VERSION) {
      return Optional.empty();
    }
    try {
      Lane lane = Lane.ofCode(in.get());
      in.getShort();
      JournalEpoch epoch = new JournalEpoch(new UUID(in.getLong(), in.getLong()));
      return Optional.of(
          new SegmentHeader(
              lane, epoch, in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getInt()));
    } catch (OrillaException noSuchLane) {
      return Optional.empty();
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, LENGTH - 4);
    return (int) crc.getValue();
  }
}
