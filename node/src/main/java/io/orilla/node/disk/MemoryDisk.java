package io.orilla.node.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A disk in memory: it never fails, and ends with the process. {@link FaultyDisk} makes it fail.
 */
public final class MemoryDisk implements Disk {
  private final Map<String, MemoryFile> files = new TreeMap<>();

  @Override
  public synchronized List<String> list(String folder) {
    String prefix = folder + "/";
    return files.keySet().stream()
        .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  @Override
  public synchronized DiskFile create(String name) {
    MemoryFile file = files.computeIfAbsent(name, any -> new MemoryFile(new byte[64]));
    file.truncate(0);
    return file;
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    MemoryFile file = files.get(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    return file;
  }

  @Override
  public ReadableFile openToRead(String name) throws IOException {
    return open(name);
  }

  @Override
  public synchronized Optional<byte[]> read(String name) {
    return Optional.ofNullable(files.get(name)).map(MemoryFile::content);
  }

  @Override
  public synchronized void replace(String name, byte[] content) {
    MemoryFile file = new MemoryFile(new byte[content.length]);
    file.append(content, content.length);
    files.put(name, file);
  }

  @Override
  public synchronized void delete(String name) {
    files.remove(name);
  }

  @Override
  public synchronized void rename(String name, String to) throws IOException {
    MemoryFile file = files.remove(name);
    if (file == null) {
      throw new NoSuchFileException(name);
    }
    files.put(to, file);
  }

  /** Has no state but its bytes, so that all who open it share it. */
  private static final class MemoryFile implements DiskFile {
    private byte[] bytes;
    private int size;

    MemoryFile(byte[] bytes) {
      this.bytes = bytes;
    }

    synchronized byte[] content() {
      return Arrays.copyOf(bytes, size);
    }

    @Override
    public synchronized long size() {
      return size;
    }

    @Override
    public synchronized void append(byte[] appended, int length) {
      if (bytes.length < size + length) {
        bytes = Arrays.copyOf(bytes, (size + length) * 2);
      }
      System.arraycopy(appended, 0, bytes, size, length);
      size += length;
    }

    @Override
    public synchronized int read(long position, byte[] into, int offset, int length) {
      int count = (int) Math.clamp(size - position, 0, length);
      System.arraycopy(bytes, (int) Math.min(position, size), into, offset, count);
      return count;
    }

    @Override
    public synchronized void truncate(long to) {
      size = (int) to;
    }

    @Override
    public void sync() {}

    @Override
    public void close() {}
  }
}
