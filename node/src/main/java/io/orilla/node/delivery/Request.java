package io.orilla.node.delivery;

import io.orilla.model.content.Zstd;
import io.orilla.model.journal.Lane;

/**
 * A batch as it goes over the wire.
 *
 * @param compressed whether the body is a Zstandard frame
 */
@SuppressWarnings("ArrayRecordComponent") // its identity is its own
record Request(Lane lane, boolean compressed, byte[] body) {
  private static final int HEADER = "Content-Encoding: zstd\r\n".length();

  /**
   * Compressed where that takes fewer bytes, the header that says so counted. Samples are packed.
   */
  static Request of(Lane lane, byte[] batch) {
    if (lane != Lane.SIGNALS) {
      byte[] compressed = Zstd.compress(batch);
      if (compressed.length + HEADER < batch.length) {
        return new Request(lane, true, compressed);
      }
    }
    return new Request(lane, false, batch);
  }
}
