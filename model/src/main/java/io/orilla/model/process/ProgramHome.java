package io.orilla.model.process;

import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that one running program owns. It is locked while the program runs, so no second one
 * damages what the first writes; what a killed one left in {@code tmp} is removed.
 */
public final class ProgramHome implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private ProgramHome(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * @throws OrillaException ALREADY_EXISTS when another program runs with this folder
   */
  public static ProgramHome open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new OrillaException(
            ErrorCode.ALREADY_EXISTS,
            "another program runs with the home "
                + folder
                + ": end it, or give --home another folder");
      }
      removeOldTemporary(folder.resolve("tmp"));
      return new ProgramHome(folder, channel);
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot use the home "
              + folder
              + ": "
              + e.getMessage()
              + "; give --home a folder that can be written",
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** What is younger than this process is its own: libraries unpack themselves there at start. */
  private static void removeOldTemporary(Path temporary) throws IOException {
    if (!Files.isDirectory(temporary)) {
      return;
    }
    FileTime start =
        FileTime.from(ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
    try (Stream<Path> files = Files.walk(temporary)) {
      List<Path> old =
          files
              .filter(file -> !file.equals(temporary) && isOlder(file, start))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path file : old) {
        deleteQuietly(file);
      }
    }
  }

  private static boolean isOlder(Path file, FileTime start) {
    try {
      return Files.getLastModifiedTime(file).compareTo(start) < 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A folder that is in use again, or a file that went by itself: neither hurts.
    }
  }

  public Path folder() {
    return folder;
  }

  /**
   * Tells whoever waits that the program is ready, and how to reach it; there whole or not at all.
   */
  public void writeReady(String file, Object description) {
    try {
      Path partial = Files.createTempFile(folder, ".partial-", "");
      Files.write(partial, Json.bytes(description));
      Files.move(
          partial,
          folder.resolve(file),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + " in " + folder, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
