package io.orilla.inference.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Direct memory for the tensors of one request after another: taken piece by piece, and all of it
 * again by the next request. Not thread-safe.
 */
public final class TensorMemory {
  private static final int ALIGNMENT = 64;
  private static final int FIRST = 4 << 10;

  /** What is kept from one request to the next. */
  private static final int KEPT = 1 << 20;

  private ByteBuffer memory = ByteBuffer.allocateDirect(FIRST);

  /** A piece whose content is undefined. */
  public ByteBuffer take(int bytes) {
    int begin = (memory.position() + ALIGNMENT - 1) & -ALIGNMENT;
    if ((long) begin + bytes > memory.capacity()) {
      memory = ByteBuffer.allocateDirect(Math.max(FIRST, bytes));
      begin = 0;
    }
    memory.position(begin + bytes);
    return memory.slice(begin, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All pieces are free again. */
  public void reset() {
    if (memory.capacity() > KEPT) {
      memory = ByteBuffer.allocateDirect(FIRST);
    }
    memory.clear();
  }
}
