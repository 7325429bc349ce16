package io.orilla.node.testbed;

import io.orilla.node.disk.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A disk on which putting one file in place takes until the test lets it go on. */
public final class StallingDisk implements Disk {
  private final Disk disk;
  private final String slow;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean stalls;

  /**
   * @param slow how the file's name begins
   */
  public StallingDisk(Disk disk, String slow) {
    this.disk = disk;
    this.slow = slow;
  }

  /** From now on. */
  public void stall() {
    stalls = true;
  }

  /** Waits until somebody waits for the file. */
  public void awaitStalled() throws InterruptedException {
    if (!reached.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody put " + slow + " in place");
    }
  }

  public void goOn() {
    end.countDown();
  }

  @Override
  public void replace(String name, byte[] content) throws IOException {
    if (stalls && name.startsWith(slow)) {
      reached.countDown();
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    disk.replace(name, content);
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return disk.create(name);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return disk.open(name);
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
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void rename(String name, String to) throws IOException {
    disk.rename(name, to);
  }
}
