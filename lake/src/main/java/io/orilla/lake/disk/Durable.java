package io.orilla.lake.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that survive a power cut: synced, and so is the folder that names them. */
public final class Durable {
  private static final String PARTIAL = ".partial";

  private Durable() {}

  /** Writes a file, there whole or not at all; in the place of one that is there. */
  public static void write(Path file, byte[] content) throws IOException {
    Path partial = partial(file);
    try (FileChannel channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    syncName(file);
  }

  /** Removes what a killed {@link #write} left. */
  public static void removePartial(Path file) throws IOException {
    Files.deleteIfExists(partial(file));
  }

  private static Path partial(Path file) {
    return file.resolveSibling(file.getFileName() + PARTIAL);
  }

  /** Moves a file to a name that does not exist yet; across file systems by way of a copy. */
  public static void move(Path from, Path to) throws IOException {
    sync(from);
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.copy(from, to);
      sync(to);
      Files.delete(from);
    }
    syncName(to);
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes the file's name durable. */
  public static void syncName(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
