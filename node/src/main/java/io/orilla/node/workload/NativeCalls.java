package io.orilla.node.workload;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which models are in native code right now, in memory that outlives the process: after a death it
 * tells a crash in native code from a kill that came by chance.
 */
public final class NativeCalls {
  private static final Logger log = LoggerFactory.getLogger(NativeCalls.class);
  static final int SLOTS = 64;

  private final ByteBuffer slots;

  /**
   * @param slots one byte each, 1 while its model is in native code
   */
  NativeCalls(ByteBuffer slots) {
    this.slots = slots;
  }

  /** Maps the file; without it, when the disk does not let us, no crash is told apart. */
  public static NativeCalls in(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
        if (opened.length() < SLOTS) {
          opened.write(new byte[SLOTS]); // a mapped page without a block behind it could fault
        }
        return new NativeCalls(opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, SLOTS));
      }
    } catch (IOException e) {
      log.warn("Crashes of native code cannot be told from kills: {}", e.getMessage());
      return inMemory();
    }
  }

  /** For one process alone. */
  public static NativeCalls inMemory() {
    return new NativeCalls(ByteBuffer.allocate(SLOTS));
  }

  Slot slot(int index) {
    return new Slot(index);
  }

  boolean isInside(int index) {
    return slots.get(index) != 0;
  }

  void leaveAll() {
    for (int index = 0; index < SLOTS; index++) {
      slot(index).leave();
    }
  }

  /** One model's mark. */
  final class Slot {
    private final int index;

    private Slot(int index) {
      this.index = index;
    }

    void enter() {
      mark((byte) 1);
    }

    void leave() {
      mark((byte) 0);
    }

    private void mark(byte value) {
      slots.put(index, value);
    }
  }
}
