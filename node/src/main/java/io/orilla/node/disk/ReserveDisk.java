package io.orilla.node.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps a file that holds nothing, and gives it up when the disk is full: so what is urgent still
 * lands. It is made again once something was deleted.
 */
public final class ReserveDisk implements Disk {
  private static final String NAME = "reserve";

  private final Disk disk;
  private final int bytes;
  private final Predicate<String> urgent;
  private boolean held;

  /**
   * @param urgent tells by its name whether a file may use the reserve
   */
  public ReserveDisk(Disk disk, int bytes, Predicate<String> urgent) throws IOException {
    this.disk = disk;
    this.bytes = bytes;
    this.urgent = urgent;
    this.held = disk.read(NAME).filter(content -> content.length == bytes).isPresent();
    hold();
  }

  private synchronized void hold() {
    try {
      if (!held) {
        disk.replace(NAME, new byte[bytes]);
        held = true;
      }
    } catch (IOException noRoomNow) {
      held = false;
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void run(String name, Work work) throws IOException {
    try {
      work.run();
    } catch (DiskFullException e) {
      if (!urgent.test(name) || !giveUp()) {
        throw e;
      }
      work.run();
    }
  }

  private synchronized boolean giveUp() throws IOException {
    boolean had = held;
    held = false;
    if (had) {
      disk.delete(NAME);
    }
    return had;
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return new ReservedFile(name, disk.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new ReservedFile(name, disk.open(name));
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
    run(name, () -> disk.replace(name, content));
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
    hold();
  }

  @Override
  public void rename(String name, String to) throws IOException {
    disk.rename(name, to);
  }

  private final class ReservedFile implements DiskFile {
    private final String name;
    private final DiskFile file;

    ReservedFile(String name, DiskFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void append(byte[] appended, int length) throws IOException {
      long before = file.size();
      run(
          name,
          () -> {
            if (file.size() > before) {
              file.truncate(before);
            }
            file.append(appended, length);
          });
    }

    @Override
    public int read(long position, byte[] into, int offset, int length) throws IOException {
      return file.read(position, into, offset, length);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
