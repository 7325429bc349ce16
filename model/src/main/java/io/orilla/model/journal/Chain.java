package io.orilla.model.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Ties records to all that came before them in their lane. Each record has a link: the CRC32C of
 * the link before it and of the record's own bytes. Links do not depend on how records are cut into
 * blocks, nor on how those are encoded: equal links after equal numbers of records mean equal
 * lanes. Format: {@code docs/format/journal.md}.
 *
 * @param before link of the record before the first
 * @param after link of the last record
 */
public record Chain(int before, int after) {
  /** The link before an epoch's first record. */
  public static int start(JournalEpoch epoch) {
    ByteBuffer id = ByteBuffer.allocate(16);
    id.putLong(epoch.id().getMostSignificantBits()).putLong(epoch.id().getLeastSignificantBits());
    CRC32C crc = new CRC32C();
    crc.update(id.flip());
    return (int) crc.getValue();
  }

  /**
   * Links all records of a block's payload to the link before them.
   *
   * @throws io.orilla.model.error.OrillaException INVALID_FORMAT when the payload is damaged
   */
  public static Chain over(Lane lane, int before, byte[] payload) {
    return over(lane, before, payload, Integer.MAX_VALUE);
  }

  /** Links the first {@code count} records of a payload, or all where it has no more. */
  public static Chain over(Lane lane, int before, byte[] payload, int count) {
    Links links = new Links(before);
    switch (lane) {
      case EVENTS, PREDICTIONS -> JsonRecords.link(payload, count, links);
      case SIGNALS -> SampleRows.link(SampleRecords.rows(payload), count, links);
    }
    return new Chain(before, links.last);
  }

  /** Makes one link after the other. */
  static final class Links {
    private final CRC32C crc = new CRC32C();
    private final byte[] link = new byte[4];
    private int last;

    private Links(int before) {
      this.last = before;
    }

    void begin() {
      crc.reset();
      link[0] = (byte) (last >>> 24);
      link[1] = (byte) (last >>> 16);
      link[2] = (byte) (last >>> 8);
      link[3] = (byte) last;
      crc.update(link, 0, 4);
    }

    void add(byte[] bytes, int from, int length) {
      crc.update(bytes, from, length);
    }

    void end() {
      last = (int) crc.getValue();
    }
  }
}
