package io.orilla.node.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A disk that is taken away from whoever still uses it: once closed, nothing is written through it
 * any more, also not to files that are open. So what another begins there is its own, whatever
 * thread of the one before was left behind. Reading goes on.
 */
public final class FencedDisk implements Disk, AutoCloseable {
  private final Disk disk;
  private final ReadWriteLock fence = new ReentrantReadWriteLock();
  private boolean closed;

  public FencedDisk(Disk disk) {
    this.disk = disk;
  }

  private interface Change<T> {
    T run() throws IOException;
  }

  private interface Work {
    void run() throws IOException;
  }

  private <T> T change(Change<T> change) throws IOException {
    fence.readLock().lock();
    try {
      if (closed) {
        throw new IOException("its user has ended: nothing is written any more");
      }
      return change.run();
    } finally {
      fence.readLock().unlock();
    }
  }

  private void run(Work work) throws IOException {
    var unused =
        change(
            () -> {
              work.run();
              return true;
            });
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return change(() -> new FencedFile(disk.create(name)));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return change(() -> new FencedFile(disk.open(name)));
  }

  @Override
  public ReadableFile openToRead(String name) throws IOException {
    return disk.openToRead(name);
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    return disk.read(name);
  }

  @Override
  public void replace(String name, byte[] content) throws IOException {
    run(() -> disk.replace(name, content));
  }

  @Override
  public void delete(String name) throws IOException {
    run(() -> disk.delete(name));
  }

  @Override
  public void rename(String name, String to) throws IOException {
    run(() -> disk.rename(name, to));
  }

  /** Waits for what is being written. */
  @Override
  public void close() {
    fence.writeLock().lock();
    try {
      closed = true;
    } finally {
      fence.writeLock().unlock();
    }
  }

  private final class FencedFile implements DiskFile {
    private final DiskFile file;

    FencedFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void append(byte[] bytes, int length) throws IOException {
      FencedDisk.this.run(() -> file.append(bytes, length));
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
      return file.read(position, into, offset, length);
    }

    @Override
    public void truncate(long size) throws IOException {
      FencedDisk.this.run(() -> file.truncate(size));
    }

    @Override
    public void sync() throws IOException {
      FencedDisk.this.run(file::sync);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
