package io.orilla.node.blob;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.content.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has come of blobs that are not whole, in {@code blobs/.incoming}, and blobs that turned out
 * wrong, in {@code blobs/.quarantine}: the newest within a budget. Both are named by the digest
 * that was asked for.
 */
final class PartialBlobs {
  private final BlobStore blobs;
  private final Path incoming;
  private final Path quarantine;
  private final long quarantineBytes;

  PartialBlobs(Path home, BlobStore blobs, long quarantineBytes) {
    this.blobs = blobs;
    this.quarantineBytes = quarantineBytes;
    try {
      this.incoming = Files.createDirectories(home.resolve("blobs/.incoming"));
      this.quarantine = Files.createDirectories(home.resolve("blobs/.quarantine"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(Digest digest) {
    return incoming.resolve(digest.hex());
  }

  /** How many bytes have come. */
  long size(Digest digest) {
    return sizeOf(file(digest));
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It is whole and right. */
  void finish(Digest digest) {
    blobs.adopt(digest, file(digest));
  }

  /** Sets aside what turned out wrong, and lets go of the oldest such beyond the budget. */
  synchronized void quarantine(Digest digest, Path wrong) {
    try {
      Files.move(wrong, quarantine.resolve(digest.hex()), StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(
          quarantine.resolve(digest.hex()), FileTime.fromMillis(System.currentTimeMillis()));
      long budget = quarantineBytes;
      for (Path file : newestFirst()) {
        budget -= sizeOf(file);
        if (budget < 0) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> files = Files.list(quarantine)) {
      return files.sorted(Comparator.comparing(PartialBlobs::modified).reversed()).toList();
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  /** Removes what has come of blobs that nobody wants any more. */
  void keepOnly(Set<Digest> wanted) {
    Set<String> names = wanted.stream().map(Digest::hex).collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(incoming)) {
      for (Path file : files.filter(f -> !names.contains(f.getFileName().toString())).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
