package io.orilla.model.journal;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.packed.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The server's answer to a batch: it holds this lane durably up to and including {@code through}.
 */
public record JournalReceipt(JournalEpoch epoch, Lane lane, long through) {
  /** As it is sent on a stream, where there is one batch that it can be of. */
  public byte[] brief() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Varint.write(out, through);
    return out.toByteArray();
  }

  /**
   * {@code through} of a brief receipt.
   *
   * @throws OrillaException INVALID_FORMAT
   */
  public static long through(byte[] brief) {
    try {
      return Varint.read(ByteBuffer.wrap(brief));
    } catch (BufferUnderflowException e) {
      throw new OrillaException(ErrorCode.INVALID_FORMAT, "the receipt is cut short", e);
    }
  }
}
