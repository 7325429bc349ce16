package io.orilla.node.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A folder of another disk as a disk of its own. */
public final class FolderDisk implements Disk {
  private final Disk disk;
  private final String prefix;

  public FolderDisk(Disk disk, String folder) {
    this.disk = disk;
    this.prefix = folder + "/";
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return disk.list(prefix + folder);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return disk.create(prefix + name);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return disk.open(prefix + name);
  }

  @Override
  public ReadableFile openToRead(String name) throws IOException {
    return disk.openToRead(prefix + name);
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    return disk.read(prefix + name);
  }

  @Override
  public void replace(String name, byte[] content) throws IOException {
    disk.replace(prefix + name, content);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(prefix + name);
  }

  @Override
  public void rename(String name, String to) throws IOException {
    disk.rename(prefix + name, prefix + to);
  }
}
