package io.orilla.node.disk;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A disk in memory that a seed makes fail: after a number of operations the machine goes off, in
 * the middle of a write. What is found afterwards depends on whether the process died or the power.
 */
public final class MemoryDisk implements Disk {
  private final Map<String, Content> files = new TreeMap<>();
  private final Random random;
  private long operationsLeft = Long.MAX_VALUE;

  public MemoryDisk(long seed) {
    this.random = new Random(seed);
  }

  /** The disk works for so many operations more; the last one is done in part. */
  public synchronized void failAfter(long operations) {
    operationsLeft = operations;
  }

  public synchronized boolean isOff() {
    return operationsLeft <= 0;
  }

  /** What a process finds that starts after one that was killed: all that was written. */
  public synchronized MemoryDisk afterKill() {
    return copy(content -> Arrays.copyOf(content.bytes, content.size));
  }

  /** What is found after a power cut: what was synced, perhaps more, the last block torn. */
  public synchronized MemoryDisk afterPowerCut() {
    return copy(this::torn);
  }

  private MemoryDisk copy(Function<Content, byte[]> survival) {
    MemoryDisk found = new MemoryDisk(random.nextLong());
    files.forEach(
        (name, content) -> {
          byte[] bytes = survival.apply(content);
          if (content.linked || bytes.length > 0) {
            found.files.put(name, new Content(bytes, bytes.length, bytes.length, true));
          }
        });
    return found;
  }

  /** Unsynced sectors may be missing or hold anything. */
  private byte[] torn(Content content) {
    int size = content.synced + random.nextInt(content.size - content.synced + 1);
    byte[] bytes = Arrays.copyOf(content.bytes, size);
    if (size > content.synced && random.nextBoolean()) {
      bytes[content.synced + random.nextInt(size - content.synced)] ^=
          (byte) (1 + random.nextInt(255));
    }
    return bytes;
  }

  private static final class Content {
    byte[] bytes;
    int size;
    int synced;
    boolean linked;

    Content(byte[] bytes, int size, int synced, boolean linked) {
      this.bytes = bytes;
      this.size = size;
      this.synced = synced;
      this.linked = linked;
    }
  }

  private boolean isLastOperation() throws IOException {
    if (operationsLeft <= 0) {
      throw new IOException("the machine is off");
    }
    return --operationsLeft == 0;
  }

  private void work() throws IOException {
    if (isLastOperation()) {
      throw new IOException("the machine went off");
    }
  }

  @Override
  public synchronized List<String> list(String folder) throws IOException {
    work();
    return files.keySet().stream()
        .filter(name -> name.startsWith(folder + "/"))
        .map(name -> name.substring(folder.length() + 1))
        .toList();
  }

  @Override
  public synchronized DiskFile create(String name) throws IOException {
    work();
    files.put(name, new Content(new byte[64], 0, 0, false));
    return open(name);
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    work();
    Content content = files.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return new MemoryFile(content);
  }

  @Override
  public ReadableFile openToRead(String name) throws IOException {
    return open(name);
  }

  @Override
  public synchronized Optional<byte[]> read(String name) throws IOException {
    work();
    return Optional.ofNullable(files.get(name))
        .map(content -> Arrays.copyOf(content.bytes, content.size));
  }

  @Override
  public synchronized void replace(String name, byte[] content) throws IOException {
    boolean last = isLastOperation();
    if (!last || random.nextBoolean()) {
      files.put(name, new Content(content.clone(), content.length, content.length, true));
    }
    if (last) {
      throw new IOException("the machine went off while " + name + " was replaced");
    }
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    work();
    files.remove(name);
  }

  private final class MemoryFile implements DiskFile {
    private final Content content;

    MemoryFile(Content content) {
      this.content = content;
    }

    @Override
    public long size() {
      synchronized (MemoryDisk.this) {
        return content.size;
      }
    }

    @Override
    public void append(byte[] bytes, int length) throws IOException {
      synchronized (MemoryDisk.this) {
        boolean last = isLastOperation();
        int written = last ? random.nextInt(length + 1) : length;
        if (content.bytes.length < content.size + written) {
          content.bytes = Arrays.copyOf(content.bytes, (content.size + written) * 2);
        }
        System.arraycopy(bytes, 0, content.bytes, content.size, written);
        content.size += written;
        if (last) {
          throw new IOException("the machine went off within a write");
        }
      }
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
      synchronized (MemoryDisk.this) {
        work();
        int count = (int) Math.clamp(content.size - position, 0, length);
        System.arraycopy(content.bytes, (int) position, into, offset, count);
        return count;
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (MemoryDisk.this) {
        work();
        content.size = (int) size;
        content.synced = Math.min(content.synced, content.size);
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (MemoryDisk.this) {
        work();
        content.synced = content.size;
        content.linked = true;
      }
    }

    @Override
    public void close() {}
  }
}
