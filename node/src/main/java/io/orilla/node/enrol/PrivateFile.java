package io.orilla.node.enrol;

import static java.util.Objects.requireNonNull;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;

/** A file that its owner alone reads; there whole or not at all, also after a power cut. */
final class PrivateFile {
  private final Path path;

  PrivateFile(Path path) {
    this.path = path;
  }

  /**
   * @throws OrillaException STORAGE_UNAVAILABLE
   */
  Optional<byte[]> read() {
    try {
      return Optional.of(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  void write(byte[] content) {
    Path partial = path.resolveSibling(".partial-" + path.getFileName());
    try {
      Files.createDirectories(folder());
      Files.deleteIfExists(partial);
      try (FileChannel channel =
          FileChannel.open(
              partial,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        writeAll(channel, ByteBuffer.wrap(content));
      }
      Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  /** Puts this file in the place of another. */
  void moveTo(PrivateFile other) {
    try {
      Files.move(path, other.path, StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
    } catch (IOException e) {
      throw failed("move", e);
    }
  }

  /** Overwrites the content before the file goes, as far as the disk lets that mean anything. */
  void erase() {
    try {
      if (Files.exists(path)) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          writeAll(channel, ByteBuffer.allocate(Math.toIntExact(channel.size())));
        }
        Files.delete(path);
        syncFolder();
      }
    } catch (IOException e) {
      throw failed("erase", e);
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  private void syncFolder() throws IOException {
    try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private Path folder() {
    return requireNonNull(path.getParent(), "it is in a folder");
  }

  private OrillaException failed(String verb, IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "cannot " + verb + " the node's " + path + ": " + e.getMessage() + "; check its disk",
        e);
  }
}
