package io.orilla.lake.inbox;

import io.orilla.model.document.ObjectName;
import io.orilla.model.error.OrillaException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/** An entry's bytes in a segment. Format: {@code docs/format/inbox.md}. */
final class EntryCodec {
  /** Length of the body and its checksum. */
  static final int FRAME = 8;

  private static final int FIXED = 8 + 8 + 2;
  private static final int MAX_BODY = 64 << 20;

  private EntryCodec() {}

  static ByteBuffer encode(InboxEntry entry) {
    byte[] node = entry.node().text().getBytes(StandardCharsets.UTF_8);
    int body = FIXED + node.length + entry.batch().length;
    ByteBuffer out = ByteBuffer.allocate(FRAME + body);
    out.position(FRAME);
    out.putLong(entry.offset()).putLong(entry.receivedAt());
    out.putShort((short) node.length).put(node).put(entry.batch());
    out.putInt(0, body).putInt(4, checksum(out.slice(FRAME, body)));
    return out.flip();
  }

  /**
   * Reads the entry at the buffer's position and moves past it; nothing, and no move, where there
   * is no whole and undamaged entry.
   */
  static Optional<InboxEntry> decode(ByteBuffer in) {
    if (in.remaining() < FRAME) {
      return Optional.empty();
    }
    int start = in.position();
    int length = in.getInt(start);
    if (length < FIXED || length > MAX_BODY || in.remaining() - FRAME < length) {
      return Optional.empty();
    }
    ByteBuffer body = in.slice(start + FRAME, length);
    if (checksum(body) != in.getInt(start + 4)) {
      return Optional.empty();
    }
    try {
      InboxEntry entry = read(body);
      in.position(start + FRAME + length);
      return Optional.of(entry);
    } catch (BufferUnderflowException | OrillaException e) {
      return Optional.empty();
    }
  }

  private static InboxEntry read(ByteBuffer body) {
    long offset = body.getLong();
    long receivedAt = body.getLong();
    byte[] node = new byte[body.getShort()];
    body.get(node);
    byte[] batch = new byte[body.remaining()];
    body.get(batch);
    return new InboxEntry(
        offset, new ObjectName(new String(node, StandardCharsets.UTF_8)), receivedAt, batch);
  }

  private static int checksum(ByteBuffer body) {
    CRC32C crc = new CRC32C();
    crc.update(body.duplicate());
    return (int) crc.getValue();
  }
}
