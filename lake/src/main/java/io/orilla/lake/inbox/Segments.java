package io.orilla.lake.inbox;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inbox's files. One thread appends; any may read and release. What follows the last whole
 * entry, a torn tail or the rest of a failed write, is cut before anything is written behind it.
 */
final class Segments {
  private static final Logger log = LoggerFactory.getLogger(Segments.class);
  private static final int READ_AT_ONCE = 4 << 20;

  private final Path folder;
  private final long segmentBytes;
  private final List<Segment> segments = new ArrayList<>();

  private Segments(Path folder, long segmentBytes) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
  }

  /** Opens a folder, and hands over all entries found there in their order. */
  static Segments open(Path folder, long segmentBytes, Consumer<InboxEntry> entries)
      throws IOException {
    Segments opened = new Segments(folder, segmentBytes);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(Segment.SUFFIX)).sorted().toList();
    }
    for (Path file : files) {
      opened.recover(file, file.equals(files.getLast()), entries);
    }
    return opened;
  }

  private void recover(Path file, boolean newest, Consumer<InboxEntry> entries) throws IOException {
    Optional<Segment> segment = Segment.open(file, entries);
    long whole = segment.map(Segment::end).orElse(0L);
    long torn = Files.size(file) - whole;
    if (torn > 0) {
      report(file, whole, torn, newest);
      cut(file, whole);
    }
    if (segment.isEmpty()) {
      Files.delete(file);
    } else {
      segments.add(segment.get());
    }
  }

  /** Behind the newest segment's last entry only what nobody was told is held can be damaged. */
  private static void report(Path file, long whole, long torn, boolean newest) throws IOException {
    if (newest) {
      log.warn("{}: cutting {} bytes of entries that were never answered for", file, torn);
      return;
    }
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
    log.error(
        "{} is damaged at byte {}; its whole entries are used, the file is kept as {}",
        file,
        whole,
        aside);
  }

  private static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
      channel.force(true);
    }
  }

  synchronized long lastOffset() {
    return segments.isEmpty() ? 0 : segments.getLast().lastOffset();
  }

  synchronized long firstOffset() {
    return segments.isEmpty() ? 1 : segments.getFirst().firstOffset();
  }

  /** Writes entries behind the last one and syncs them, all or none. */
  void append(List<InboxEntry> entries) throws IOException {
    Segment active = active(entries.getFirst().offset());
    List<ByteBuffer> encoded = entries.stream().map(EntryCodec::encode).toList();
    try (FileChannel channel = FileChannel.open(active.path(), StandardOpenOption.WRITE)) {
      if (channel.size() != active.end()) {
        channel.truncate(active.end());
      }
      channel.position(active.end());
      ByteBuffer[] buffers = encoded.stream().map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
      while (buffers[buffers.length - 1].hasRemaining()) {
        channel.write(buffers);
      }
      channel.force(true);
    }
    synchronized (this) {
      encoded.forEach(entry -> active.added(entry.remaining()));
    }
  }

  private Segment active(long nextOffset) throws IOException {
    synchronized (this) {
      if (!segments.isEmpty()
          && segments.getLast().end() < segmentBytes
          && segments.getLast().lastOffset() + 1 == nextOffset) {
        return segments.getLast();
      }
    }
    Segment created = Segment.create(folder, nextOffset);
    synchronized (this) {
      segments.add(created);
    }
    return created;
  }

  /**
   * Entries above an offset, at least one where there is any, up to about {@code maxBytes}; from
   * the first that is held where earlier ones were released.
   */
  List<InboxEntry> read(long after, long maxBytes) {
    List<InboxEntry> found = new ArrayList<>();
    long next = after;
    for (long bytes = 0; bytes < maxBytes; ) {
      Optional<Range> range = range(next, Math.min(maxBytes - bytes, READ_AT_ONCE));
      if (range.isEmpty()) {
        return found;
      }
      try {
        List<InboxEntry> entries = range.get().read();
        found.addAll(entries);
        next = entries.getLast().offset();
        bytes += range.get().to() - range.get().from();
      } catch (NoSuchFileException e) {
        log.debug("{} was released while it was read", range.get().path());
      } catch (IOException e) {
        throw new OrillaException(
            ErrorCode.STORAGE_UNAVAILABLE, "cannot read the inbox in " + folder + ": " + e, e);
      }
    }
    return found;
  }

  /** Bytes of whole entries in one file. */
  private record Range(Path path, long from, long to) {
    List<InboxEntry> read() throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
      try (FileChannel channel = FileChannel.open(path)) {
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
          continue;
        }
      }
      bytes.flip();
      List<InboxEntry> entries = new ArrayList<>();
      while (bytes.hasRemaining()) {
        int at = bytes.position();
        entries.add(
            EntryCodec.decode(bytes)
                .orElseThrow(() -> new IOException(path + " is damaged at byte " + (from + at))));
      }
      return entries;
    }
  }

  private synchronized Optional<Range> range(long after, long maxBytes) {
    for (Segment segment : segments) {
      if (segment.lastOffset() > after && segment.lastOffset() >= segment.firstOffset()) {
        long first = Math.max(after + 1, segment.firstOffset());
        long last = first;
        while (last < segment.lastOffset()
            && segment.startOf(last + 2) - segment.startOf(first) <= maxBytes) {
          last++;
        }
        return Optional.of(
            new Range(segment.path(), segment.startOf(first), segment.startOf(last + 1)));
      }
    }
    return Optional.empty();
  }

  synchronized boolean releasable(long through) {
    return segments.size() > 1 && segments.getFirst().lastOffset() <= through;
  }

  /** Deletes the files all of whose entries are at or below the offset, but for the newest file. */
  synchronized void release(long through) throws IOException {
    while (releasable(through)) {
      Files.deleteIfExists(segments.getFirst().path());
      segments.removeFirst();
    }
  }
}
