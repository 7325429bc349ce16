package io.orilla.lake.inbox;

import io.orilla.lake.disk.Durable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One file of the inbox: entries with offsets that follow each other. Not thread-safe: {@link
 * Segments} guards it.
 */
final class Segment {
  static final String SUFFIX = ".inbox";
  static final int HEADER = 16;
  private static final int MAGIC = 0x4F494E42; // "OINB"
  private static final byte VERSION = 1;

  private final Path path;
  private final long firstOffset;
  private final List<Long> starts = new ArrayList<>();
  private long end = HEADER;

  private Segment(Path path, long firstOffset) {
    this.path = path;
    this.firstOffset = firstOffset;
  }

  /** Makes an empty segment, durably. */
  static Segment create(Path folder, long firstOffset) throws IOException {
    Path path = folder.resolve("%020d".formatted(firstOffset) + SUFFIX);
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putInt(MAGIC).put(VERSION).position(8).putLong(firstOffset).flip();
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(header);
      channel.force(true);
    }
    Durable.syncName(path);
    return new Segment(path, firstOffset);
  }

  /**
   * Reads a segment up to its end or the first entry that is not whole; nothing where not even the
   * header is.
   */
  static Optional<Segment> open(Path path, Consumer<InboxEntry> entries) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(path));
    if (content.remaining() < HEADER || content.getInt(0) != MAGIC || content.get(4) != VERSION) {
      return Optional.empty();
    }
    Segment segment = new Segment(path, content.getLong(8));
    content.position(HEADER);
    Optional<InboxEntry> entry = EntryCodec.decode(content);
    while (entry.isPresent() && entry.get().offset() == segment.lastOffset() + 1) {
      segment.starts.add(segment.end);
      segment.end = content.position();
      entries.accept(entry.get());
      entry = EntryCodec.decode(content);
    }
    return Optional.of(segment);
  }

  Path path() {
    return path;
  }

  long firstOffset() {
    return firstOffset;
  }

  /** One below the first while it is empty. */
  long lastOffset() {
    return firstOffset + starts.size() - 1;
  }

  /** Bytes of whole entries, the header included. */
  long end() {
    return end;
  }

  /** Where an entry begins; {@link #end} for the one that comes next. */
  long startOf(long offset) {
    return offset > lastOffset() ? end : starts.get((int) (offset - firstOffset));
  }

  /** Notes an entry that was written behind the last one. */
  void added(int bytes) {
    starts.add(end);
    end += bytes;
  }
}
