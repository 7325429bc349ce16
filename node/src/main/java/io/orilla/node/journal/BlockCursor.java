package io.orilla.node.journal;

import io.orilla.model.error.OrillaException;
import io.orilla.model.journal.Block;
import io.orilla.model.journal.Lane;
import io.orilla.node.disk.Disk.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Steps through the sound blocks of one segment; what is damaged between them is passed over. Not
 * thread-safe.
 */
final class BlockCursor {
  private final ReadableFile file;
  private final Lane lane;
  private byte[] bytes = new byte[64 << 10];
  private int start;
  private int end;

  /** Where in the file {@code start} is. */
  private long position;

  private long soundEnd;

  BlockCursor(ReadableFile file, Lane lane) {
    this.file = file;
    this.lane = lane;
    this.position = SegmentHeader.LENGTH;
    this.soundEnd = position;
  }

  /** Where in the file the block ends that was given last. */
  long soundEnd() {
    return soundEnd;
  }

  /** The next sound block; nothing where the file ends, also within a block. */
  Optional<Block> next() throws IOException {
    boolean more = true;
    while (more || end > start) {
      Optional<Block> block = here(more);
      if (block.isPresent()) {
        return block;
      }
      more = more && readMore();
    }
    return Optional.empty();
  }

  /** The first sound block of what is in memory; more is to be read where it may go on behind. */
  private Optional<Block> here(boolean more) {
    while (end > start) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, start, end - start);
      try {
        OptionalInt length = Block.lengthAt(buffer);
        if (length.isEmpty() && more) {
          return Optional.empty();
        }
        Block block = Block.decode(buffer);
        if (block.lane() == lane) {
          move(length.orElseThrow());
          soundEnd = position;
          return Optional.of(block);
        }
      } catch (OrillaException damaged) {
        // a block may begin at any byte behind
      }
      move(toNextStart());
    }
    return Optional.empty();
  }

  private int toNextStart() {
    int at = start + 1;
    while (at < end && bytes[at] != 'O') {
      at++;
    }
    return at - start;
  }

  private void move(int length) {
    start += length;
    position += length;
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
