package io.orilla.model.bundle;

import io.orilla.model.content.Digest;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Content by digest in a folder: {@code blobs/sha256/<hex>} of an OCI image layout. A blob is there
 * whole or not at all: it is written beside, verified, synced and renamed. Thread-safe, also
 * between processes.
 */
public final class BlobStore {
  private final Path folder;

  /**
   * @param root folder of the layout; made when it is not there
   */
  public BlobStore(Path root) {
    this.folder = root.resolve("blobs").resolve("sha256");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean contains(Digest digest) {
    return Files.exists(path(digest));
  }

  /** Where the blob is, or would be. */
  public Path path(Digest digest) {
    return folder.resolve(digest.hex());
  }

  /**
   * @throws OrillaException DOES_NOT_EXIST, or DIGEST_MISMATCH when the file was damaged
   */
  public byte[] read(Digest digest) {
    if (!contains(digest)) {
      throw OrillaException.notFound("no blob " + digest + " is held here");
    }
    try {
      byte[] content = Files.readAllBytes(path(digest));
      digest.verify(Digest.of(content), "the blob on disk");
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Digest write(byte[] content) {
    Digest digest = Digest.of(content);
    write(digest, new java.io.ByteArrayInputStream(content));
    return digest;
  }

  /**
   * @throws OrillaException DIGEST_MISMATCH when the content is not the digest's; nothing is kept
   *     then
   */
  public void write(Digest digest, InputStream content) {
    if (contains(digest)) {
      return;
    }
    try {
      Path partial = Files.createTempFile(folder, ".partial-", "");
      try {
        digest.verify(copy(content, partial), "the received blob");
        Files.move(
            partial,
            path(digest),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot keep the blob " + digest + ": " + e.getMessage(),
          e);
    }
  }

  private static Digest copy(InputStream content, Path target) throws IOException {
    try (OutputStream file = Files.newOutputStream(target);
        DigestOutputStream out = new DigestOutputStream(file, Digest.sha256())) {
      content.transferTo(out);
      out.flush();
      try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return Digest.ofHash(out.getMessageDigest().digest());
    }
  }

  /** Removes what an interrupted write left behind; for the start, before anybody writes. */
  public void removePartial() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> partial =
          files.filter(file -> file.getFileName().toString().startsWith(".partial-")).toList();
      for (Path file : partial) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
