package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Steps through the blocks of one segment. Not thread-safe. */
final class BlockCursor {
  private final ReadableFile file;
  private byte[] bytes = new byte[64 << 10];
  private int start;
  private int end;
  private long position;

  BlockCursor(ReadableFile file) {
    this.file = file;
    this.position = SegmentHeader.LENGTH;
  }

  /** Where the next block begins in the file; what lies before is sound. */
  long position() {
    return position;
  }

  /**
   * The next block; nothing where the file ends, also within a block.
   *
   * @throws OrillaException INVALID_FORMAT when the bytes are damaged
   */
  Optional<Block> next() throws IOException {
    while (true) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, start, end - start);
      OptionalInt length = Block.lengthAt(buffer);
      if (length.isPresent()) {
        Block block = Block.decode(buffer);
        start += length.getAsInt();
        position += length.getAsInt();
        return Optional.of(block);
      }
      if (!readMore()) {
        return Optional.empty();
      }
    }
  }

  private boolean readMore() throws IOException {
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int read = file.read(position + end, bytes, end, bytes.length - end);
    end += read;
    return read > 0;
  }
}
