package io.orilla.lake.inbox;

import io.orilla.model.document.ObjectName;
import io.orilla.model.journal.JournalBatch;
import io.orilla.model.journal.Lane;

/**
 * An accepted batch.
 *
 * @param offset rising by one from 1
 * @param receivedAt µs UTC by the server's clock
 * @param batch as {@link JournalBatch#encode} wrote it; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // its identity is the offset
public record InboxEntry(long offset, ObjectName node, long receivedAt, byte[] batch) {
  /**
   * The lane, without decoding the rest.
   *
   * @throws io.orilla.model.error.OrillaException INVALID_FORMAT when the bytes are no batch
   */
  public Lane lane() {
    return JournalBatch.laneOf(batch);
  }

  /**
   * @throws io.orilla.model.error.OrillaException INVALID_FORMAT when the bytes are no batch
   */
  public JournalBatch decode() {
    return JournalBatch.decode(batch);
  }
}
