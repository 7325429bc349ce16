package io.orilla.node.disk;

import io.orilla.model.content.Json;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A small JSON document in two copies that are written in turn, each with a checksum: damage costs
 * its newest version at most. Format: {@code docs/format/node-home.md}. Thread-safe.
 */
public final class KeptDocument<T> {
  private final Disk disk;
  private final Class<T> type;
  private final List<String> copies;

  /** Number of the version written last, once a copy was read or written. */
  private @Nullable Long newest;

  private record Copy(long version, Object content) {}

  /**
   * @param name without {@code .json}
   */
  public KeptDocument(Disk disk, String name, Class<T> type) {
    this.disk = disk;
    this.type = type;
    this.copies = List.of(name + ".0.json", name + ".1.json");
  }

  /** The newest sound version, if there is one. */
  public synchronized Optional<T> read() throws IOException {
    Optional<Copy> copy = newestCopy();
    newest = copy.map(Copy::version).orElse(0L);
    return copy.map(Copy::content).flatMap(this::decode);
  }

  /** Whether it was ever written, though all of it may be damaged. */
  public boolean isThere() throws IOException {
    return disk.read(copies.get(0)).isPresent() || disk.read(copies.get(1)).isPresent();
  }

  /** As {@link #read}, where a disk that does not answer is no reason to go on without. */
  public Optional<T> load() {
    try {
      return read();
    } catch (IOException e) {
      throw new OrillaException(
          ErrorCode.STORAGE_UNAVAILABLE,
          "cannot read " + copies.getFirst() + ": " + e.getMessage() + "; check the node's disk",
          e);
    }
  }

  private Optional<Copy> newestCopy() throws IOException {
    Optional<Copy> first = copy(copies.get(0));
    Optional<Copy> second = copy(copies.get(1));
    return Stream.of(first, second)
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(Copy::version));
  }

  private Optional<Copy> copy(String name) throws IOException {
    Optional<byte[]> bytes = disk.read(name);
    try {
      return bytes
          .map(found -> new String(found, StandardCharsets.UTF_8).split("\n", -1))
          .filter(lines -> lines.length == 3 && checksum(lines[0]).equals(lines[1]))
          .map(lines -> Json.read(lines[0].getBytes(StandardCharsets.UTF_8), Copy.class));
    } catch (OrillaException damaged) {
      return Optional.empty();
    }
  }

  private Optional<T> decode(Object content) {
    try {
      return Optional.of(Json.read(Json.bytes(content), type));
    } catch (OrillaException ofAnotherTime) {
      return Optional.empty();
    }
  }

  /** Replaces the older copy; the document is durable when this returns. */
  public synchronized void write(T content) throws IOException {
    if (newest == null) {
      newest = newestCopy().map(Copy::version).orElse(0L);
    }
    long version = newest + 1;
    String line = new String(Json.bytes(new Copy(version, content)), StandardCharsets.UTF_8);
    String lines = line + "\n" + checksum(line) + "\n";
    disk.replace(
        copies.get((int) (version % copies.size())), lines.getBytes(StandardCharsets.UTF_8));
    newest = version;
  }

  /** Replaces both copies: no older version is to be found any more. */
  public synchronized void writeTwice(T content) throws IOException {
    write(content);
    write(content);
  }

  public synchronized void delete() throws IOException {
    for (String copy : copies) {
      disk.delete(copy);
    }
  }

  private static String checksum(String line) {
    CRC32C crc = new CRC32C();
    crc.update(line.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }
}
