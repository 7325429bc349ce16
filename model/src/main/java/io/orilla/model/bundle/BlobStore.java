package io.orilla.model.bundle;

import io.orilla.model.content.Digest;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Content by digest in a folder: {@code blobs/sha256/<hex>} of an OCI image layout. A blob is there
 * whole or not at all: it is written beside, verified, synced and renamed. Thread-safe, also
 * between processes.
 */
public final class BlobStore {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

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
    write(digest, new ByteArrayInputStream(content));
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
      Path partial = partial();
      try {
        digest.verify(copy(content, partial), "the received blob");
        place(partial, digest);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw unkept(digest, e);
    }
  }

  /** A new file, to be written and {@linkplain #adopt adopted}. */
  public Path partial() throws IOException {
    return Files.createTempFile(folder, ".partial-", "");
  }

  /**
   * Takes over a file of the same file system, whose content is known to be the digest's; it is
   * durable when this returns.
   */
  public void adopt(Digest digest, Path file) {
    try {
      sync(file, StandardOpenOption.WRITE);
      place(file, digest);
    } catch (IOException e) {
      throw unkept(digest, e);
    }
  }

  private void place(Path file, Digest digest) throws IOException {
    Files.move(
        file, path(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(folder, StandardOpenOption.READ);
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private static OrillaException unkept(Digest digest, IOException e) {
    return new OrillaException(
        ErrorCode.STORAGE_UNAVAILABLE, "cannot keep the blob " + digest + ": " + e.getMessage(), e);
  }

  /** Whether the blob is there and undamaged; it is read as a stream. */
  public boolean isSound(Digest digest) {
    try (InputStream content = Files.newInputStream(path(digest))) {
      return Digest.of(content).equals(digest);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All blobs that are there, in order of their digests. */
  public List<Digest> digests() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> HEX.matcher(name).matches())
          .sorted()
          .map(hex -> new Digest("sha256:" + hex))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a blob; one that is not there is no error. */
  public void delete(Digest digest) {
    try {
      Files.deleteIfExists(path(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Digest copy(InputStream content, Path target) throws IOException {
    try (OutputStream file = Files.newOutputStream(target);
        DigestOutputStream out = new DigestOutputStream(file, Digest.sha256())) {
      content.transferTo(out);
      out.flush();
      sync(target, StandardOpenOption.WRITE);
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
