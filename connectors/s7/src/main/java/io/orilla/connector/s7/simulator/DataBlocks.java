package io.orilla.connector.s7.simulator;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The data blocks of a simulated controller. Thread-safe. */
public final class DataBlocks {
  private final Map<Integer, ByteBuffer> blocks = new HashMap<>();

  public synchronized DataBlocks add(int number, int bytes) {
    blocks.put(number, ByteBuffer.allocate(bytes));
    return this;
  }

  public synchronized DataBlocks setReal(int block, int at, float value) {
    block(block).putFloat(at, value);
    return this;
  }

  public synchronized DataBlocks setInt(int block, int at, int value) {
    block(block).putShort(at, (short) value);
    return this;
  }

  public synchronized DataBlocks setBit(int block, int at, int bit, boolean value) {
    ByteBuffer memory = block(block);
    int others = memory.get(at) & ~(1 << bit);
    memory.put(at, (byte) (others | (value ? 1 << bit : 0)));
    return this;
  }

  private ByteBuffer block(int number) {
    ByteBuffer block = blocks.get(number);
    if (block == null) {
      throw new IllegalArgumentException("there is no block " + number);
    }
    return block;
  }

  synchronized boolean has(int number) {
    return blocks.containsKey(number);
  }

  /** Absent where the block ends before. */
  synchronized Optional<byte[]> read(int number, int from, int count) {
    byte[] memory = block(number).array();
    return from + count > memory.length
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(memory, from, from + count));
  }
}
