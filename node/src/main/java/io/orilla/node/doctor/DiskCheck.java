package io.orilla.node.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Room, and how fast the disk makes things durable. */
final class DiskCheck {
  private static final String ROOM = "disk space";
  private static final String WRITE = "disk write";
  private static final long SCARCE = 1L << 30;
  private static final long TOO_LITTLE = 100L << 20;
  private static final int SYNCS = 10;
  private static final long SLOW_MICROS = 50_000;

  private DiskCheck() {}

  static List<Finding> of(Path home) {
    return List.of(room(home), write(home));
  }

  private static Finding room(Path home) {
    try {
      long left = Files.getFileStore(home).getUsableSpace();
      String detail = (left >> 20) + " MiB left at " + home;
      if (left < TOO_LITTLE) {
        return Finding.fail(ROOM, detail, "make room: signals are being dropped or soon will be");
      }
      return left < SCARCE
          ? Finding.warn(ROOM, detail, "make room before the node has to drop signals")
          : Finding.ok(ROOM, detail);
    } catch (IOException e) {
      return Finding.fail(ROOM, e.toString(), "check that the disk is there and mounted");
    }
  }

  private static Finding write(Path home) {
    try {
      long[] micros = syncs(Files.createDirectories(home.resolve("tmp")));
      long median = micros[micros.length / 2];
      String detail = "a durable write takes %.1f ms".formatted(median / 1_000.0);
      return median > SLOW_MICROS
          ? Finding.warn(WRITE, detail, "a slow or worn disk: replace it before it fails")
          : Finding.ok(WRITE, detail);
    } catch (IOException e) {
      return Finding.fail(
          WRITE, e.toString(), "the disk is read-only, full or broken, or belongs to another user");
    }
  }

  private static long[] syncs(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "doctor-", "");
    long[] micros = new long[SYNCS];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int sync = 0; sync < SYNCS; sync++) {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(512));
        channel.force(true);
        micros[sync] = (System.nanoTime() - start) / 1_000;
      }
    } finally {
      Files.deleteIfExists(file);
    }
    Arrays.sort(micros);
    return micros;
  }
}
