package io.orilla.node.disk;

import java.io.IOException;
import java.util.Random;

/** What of a file that was written survives a power cut. Not thread-safe. */
final class Trace {
  long durable;
  boolean linked;

  /** A sync failed, and took with it what it was to sync. */
  boolean lost;

  static Trace durable(long size) {
    Trace trace = new Trace();
    trace.durable = size;
    trace.linked = true;
    return trace;
  }

  /** A process that opens the file anew reads its pages and may sync them. */
  Trace afterKill() {
    Trace found = durable(durable);
    found.linked = linked;
    return found;
  }

  /** Blocks that were not synced may be missing or hold anything. */
  void tear(Disk disk, String name, Random random) throws IOException {
    long kept;
    try (Disk.DiskFile file = disk.open(name)) {
      byte[] rest = bytes(file, durable);
      int survived = random.nextInt(rest.length + 1);
      if (survived > 0 && random.nextBoolean()) {
        rest[random.nextInt(survived)] ^= (byte) (1 + random.nextInt(255));
      }
      file.truncate(durable);
      file.append(rest, survived);
      kept = durable + survived;
    }
    if (!linked && kept == 0) {
      disk.delete(name);
    }
  }

  static byte[] bytes(Disk.DiskFile file, long from) throws IOException {
    byte[] bytes = new byte[(int) Math.max(0, file.size() - from)];
    for (int at = 0; at < bytes.length; ) {
      at += file.read(from + at, bytes, at, bytes.length - at);
    }
    return bytes;
  }
}
