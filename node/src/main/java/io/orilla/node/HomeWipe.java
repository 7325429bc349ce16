package io.orilla.node;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.model.process.ProgramHome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a node's home an empty folder. Keys go first and are overwritten before they are unlinked;
 * flash may keep old blocks all the same, so a disk that leaves the house wants encryption beneath.
 */
final class HomeWipe {
  private static final int CHUNK = 8_192;

  private HomeWipe() {}

  /**
   * @throws OrillaException ALREADY_EXISTS when an agent runs there, STORAGE_UNAVAILABLE when
   *     something stays; it can be tried again
   */
  static void wipe(Path folder) {
    try (ProgramHome home = ProgramHome.open(folder)) {
      overwrite(home.folder().resolve("identity"));
      empty(home.folder());
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "not all of " + folder + " is wiped: " + e.getMessage() + "; try again",
          e);
    }
  }

  private static void overwrite(Path secrets) throws IOException {
    for (Path file : below(secrets)) {
      if (Files.isRegularFile(file)) {
        overwriteFile(file);
        Files.delete(file);
      }
    }
  }

  private static void overwriteFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long left = channel.size();
      while (left > 0) {
        left -= channel.write(ByteBuffer.allocate((int) Math.min(left, CHUNK)));
      }
      channel.force(true);
    }
  }

  private static void empty(Path folder) throws IOException {
    for (Path file : below(folder)) {
      if (!file.equals(folder)) {
        Files.delete(file);
      }
    }
  }

  /** What is inside comes before what holds it. */
  private static List<Path> below(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
