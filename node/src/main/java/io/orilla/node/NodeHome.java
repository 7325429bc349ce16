package io.orilla.node;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.node.disk.Disk;
import io.orilla.node.disk.Documents;
import io.orilla.node.disk.FileDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A node's folder, held by one process at a time. Opening it removes what a kill left half done.
 */
final class NodeHome implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;
  private final Disk disk;

  private NodeHome(Path path, FileChannel lockFile, Disk disk) {
    this.path = path;
    this.lockFile = lockFile;
    this.disk = disk;
  }

  /**
   * @throws OrillaException ALREADY_EXISTS when another process holds it, STORAGE_UNAVAILABLE when
   *     it cannot be used
   */
  static NodeHome open(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel lockFile =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        lockFile.close();
        throw new OrillaException(
            ErrorCode.ALREADY_EXISTS,
            "another node runs in " + path + "; end it, or give this one another --home");
      }
      return new NodeHome(path, lockFile, new FileDisk(path));
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot use " + path + ": " + e.getMessage() + "; check that it can be written",
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  Documents documents() {
    return new Documents(disk);
  }

  Disk journal() throws IOException {
    return new FileDisk(path.resolve("journal"));
  }

  BlobStore blobs() {
    return new BlobStore(path);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new OrillaException(ErrorCode.STORAGE_UNAVAILABLE, "cannot let go of " + path, e);
    }
  }
}
