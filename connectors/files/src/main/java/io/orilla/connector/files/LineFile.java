package io.orilla.connector.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;

/** A file that is read by whole lines, and may grow meanwhile. */
final class LineFile implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final int LONGEST_LINE = 1 << 20;
  private static final int TAIL = 256;

  private final Path path;
  private final FileChannel channel;
  private final long inode;
  private Mark mark;
  private boolean skipping;

  /**
   * How far a file was read.
   *
   * @param tail check sum of the bytes before, by which the file is known again
   */
  record Mark(long offset, long tail) {
    static final Mark START = new Mark(0, 0);
  }

  /**
   * @param at its first byte's place in the file
   */
  record Line(long at, byte[] bytes) {}

  /** Whether more may come to the end of a file. */
  enum End {
    OPEN,
    /** What stands behind the last line's end is a line too. */
    CLOSED
  }

  private LineFile(Path path, FileChannel channel, long inode, Mark mark) {
    this.path = path;
    this.channel = channel;
    this.inode = inode;
    this.mark = mark;
  }

  static LineFile open(Path path, Mark mark) throws IOException {
    while (true) {
      long before = inode(path);
      FileChannel channel = open(path);
      if (inode(path) == before) {
        return new LineFile(path, channel, before, mark);
      }
      channel.close(); // renamed in between
    }
  }

  /** Of real paths alone: a link would lead where nobody allowed it. */
  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  /** What a file is by, whatever it is called; 0 where there is no such thing. */
  static long inode(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? ((Number) Objects.requireNonNull(Files.getAttribute(path, "unix:ino"))).longValue()
        : 0;
  }

  /** Whether a file has been read up to this mark, as far as can be told. */
  static boolean has(Path path, Mark mark) throws IOException {
    try (FileChannel channel = open(path)) {
      return channel.size() >= mark.offset() && tail(channel, mark.offset()) == mark.tail();
    }
  }

  /** The mark behind the last whole line that a file has now. */
  static Mark end(Path path) throws IOException {
    try (LineFile file = open(path, Mark.START)) {
      while (!file.next(End.OPEN).isEmpty()) {
        // as far as lines go
      }
      return file.mark;
    }
  }

  Path path() {
    return path;
  }

  long inode() {
    return inode;
  }

  Mark mark() {
    return mark;
  }

  /** Whether what was read is there no more: the file was truncated, and may have grown since. */
  boolean isCutOff() throws IOException {
    return channel.size() < mark.offset() || tail(channel, mark.offset()) != mark.tail();
  }

  /** Begins with its first line again. */
  void rewind() {
    mark = Mark.START;
    skipping = false;
  }

  /** The lines that follow, some of them; none when none is whole yet. */
  List<Line> next(End end) throws IOException {
    for (int size = CHUNK; ; size *= 4) {
      byte[] bytes = bytes(size);
      int whole = wholeLines(bytes, end == End.CLOSED && bytes.length < size);
      if (whole > 0) {
        List<Line> lines = lines(bytes, whole);
        moveTo(mark.offset() + whole);
        if (!lines.isEmpty()) {
          return lines;
        }
        size = CHUNK;
      } else if (bytes.length < size) {
        return List.of();
      } else if (size >= LONGEST_LINE) {
        skipping = true;
        moveTo(mark.offset() + bytes.length);
        size = CHUNK;
      }
    }
  }

  private byte[] bytes(int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    readAt(channel, buffer, mark.offset());
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static int wholeLines(byte[] bytes, boolean isEnd) {
    if (isEnd) {
      return bytes.length;
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private List<Line> lines(byte[] bytes, int end) {
    List<Line> lines = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < end; at++) {
      boolean ends = bytes[at] == '\n';
      if (ends || at == end - 1) {
        if (!skipping) {
          lines.add(
              new Line(mark.offset() + from, Arrays.copyOfRange(bytes, from, ends ? at : end)));
        }
        skipping = false; // the end of a line that was too long
        from = at + 1;
      }
    }
    return lines;
  }

  private void moveTo(long offset) throws IOException {
    mark = new Mark(offset, tail(channel, offset));
  }

  private static long tail(FileChannel channel, long offset) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(TAIL, offset));
    readAt(channel, buffer, offset - buffer.capacity());
    CRC32C sum = new CRC32C();
    sum.update(buffer.array(), 0, buffer.position());
    return sum.getValue();
  }

  private static void readAt(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
    while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
      // until it is full, or the file ends
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
